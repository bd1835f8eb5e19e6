package io.reflexarc.decider.indicator.versus;

/**
 * What one stratum says: hits among draws, each of which hits with a probability of at most {@code
 * chance} as long as the suspect is no worse than what it is compared with.
 *
 * @param hits those that speak against the suspect, 0 to {@code of}
 * @param of all draws, not negative
 * @param chance the greatest probability of a hit while the suspect is no worse, 0 to 1
 */
record Draws(double hits, double of, double chance) {

  private static final Draws NONE = new Draws(0, 0, 0);

  /**
   * @throws IllegalArgumentException when a number is out of its range
   */
  Draws {
    if (!(hits >= 0 && hits <= of && Double.isFinite(of) && chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException(hits + " hits of " + of + " at a chance of " + chance);
    }
  }

  /**
   * Side by side: of all that went wrong in the stratum, how much was the suspect's? While it is no
   * worse, no more than its share of all events, whatever the common rate is just then. Where more
   * went wrong than went right, the same is asked of what went right with the other.
   */
  static Draws beside(double suspectBad, double suspectTotal, double otherBad, double otherTotal) {
    if (suspectTotal <= 0 || otherTotal <= 0) {
      return NONE;
    }
    double share = suspectTotal / (suspectTotal + otherTotal);
    double bad = suspectBad + otherBad;
    double suspectGood = suspectTotal - suspectBad;
    double otherGood = otherTotal - otherBad;
    return bad <= suspectGood + otherGood
        ? new Draws(suspectBad, bad, share)
        : new Draws(otherGood, suspectGood + otherGood, 1 - share);
  }

  /** Against a rate that is not exceeded while the suspect is no worse. */
  static Draws against(double highestRate, double suspectBad, double suspectTotal) {
    return new Draws(suspectBad, suspectTotal, highestRate);
  }

  /** Whether they say anything. */
  boolean tell() {
    return of > 0;
  }

  /**
   * What a bet of one on the suspect's odds of a hit being {@code odds} times as high has become
   * after these draws, as a logarithm. While the suspect is no worse, what it has become is one or
   * less in the mean: draws without replacement are spread less than these with it (Hoeffding,
   * "Probability inequalities for sums of bounded random variables", JASA 58, 1963, section 6).
   *
   * @param odds over 1
   */
  double logGrowth(double odds) {
    return hits * Math.log(odds) - of * Math.log1p(chance * (odds - 1));
  }
}

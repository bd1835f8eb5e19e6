package io.reflexarc.decider.indicator.ratio;

/**
 * Events of a window.
 *
 * @param bad those that went wrong, not negative, at most {@code total}
 * @param total all of them, not negative
 */
public record Counts(double bad, double total) {

  /**
   * @throws IllegalArgumentException when a count is negative or not finite
   */
  public Counts {
    if (!(bad >= 0 && Double.isFinite(bad) && total >= 0 && Double.isFinite(total))) {
      throw new IllegalArgumentException(bad + " of " + total + " is not a pair of counts");
    }
    bad = Math.min(bad, total);
  }

  /** The fraction that went wrong, 0 to 1; 0 when there were none. */
  public double ratio() {
    return total == 0 ? 0 : bad / total;
  }
}

package io.reflexarc.decider.indicator.versus;

import io.reflexarc.decider.indicator.Comparison;

/**
 * What a comparison has found so far.
 *
 * @param pValue always-valid p-value: that within an hour it ever falls to {@code p} while the
 *     suspect is no worse has a probability of at most {@code p}; 0 to 1
 * @param begun whether there was anything to compare yet
 */
public record Finding(double pValue, boolean begun) {

  /** Whether the suspect is worse beyond chance. */
  public boolean worse() {
    return pValue <= SequentialTest.ALPHA;
  }

  /** The same as a word. */
  public Comparison comparison() {
    return worse() ? Comparison.WORSE : Comparison.NOT_WORSE;
  }

  /** What follows the numbers of both in a sentence; empty when they speak for themselves. */
  public String says() {
    if (worse()) {
      return "";
    }
    return begun ? ", no significant difference" : ", too early to compare";
  }
}

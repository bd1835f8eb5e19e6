package io.reflexarc.decider.indicator.trend;

/**
 * How fast a level rises.
 *
 * @param perSecond the estimate
 * @param lower lower confidence bound, at most the estimate
 * @param upper upper confidence bound, at least the estimate
 */
record Slope(double perSecond, double lower, double upper) {

  static final Slope FLAT = new Slope(0, 0, 0);

  /** Whether it rises beyond chance. */
  boolean rises() {
    return lower > 0;
  }
}

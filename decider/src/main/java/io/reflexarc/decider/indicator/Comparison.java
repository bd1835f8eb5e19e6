package io.reflexarc.decider.indicator;

/** How a version compares with the last known good one. */
public enum Comparison {
  /** The policy does not ask, or it is not unhealthy. */
  NOT_MADE,
  /** There is nothing to compare with. */
  NO_BASELINE,
  /** Worse beyond chance. */
  WORSE,
  /** Not worse beyond chance: the numbers are too few, or it is as sick as the other. */
  NOT_WORSE
}

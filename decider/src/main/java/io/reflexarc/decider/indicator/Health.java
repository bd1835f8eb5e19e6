package io.reflexarc.decider.indicator;

/** Health is three-valued: what is not known is neither good nor bad. */
public enum Health {
  HEALTHY,
  UNHEALTHY,
  /** No data, too few samples or a silent sensor. */
  UNKNOWN
}

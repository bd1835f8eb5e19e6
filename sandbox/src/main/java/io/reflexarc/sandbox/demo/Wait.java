package io.reflexarc.sandbox.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that takes its time, and how far it is.
 *
 * @param what {@code errors of v4 above 1 %}
 * @param since when it began
 * @param length how long it must last
 */
record Wait(String what, Instant since, Duration length) {

  /** How much of it has passed, at most its length. */
  Duration passed(Instant now) {
    Duration passed = Duration.between(since, now);
    if (passed.isNegative()) {
      return Duration.ZERO;
    }
    return passed.compareTo(length) > 0 ? length : passed;
  }

  /** 0 to 1. */
  double fraction(Instant now) {
    return length.isZero() ? 1 : (double) passed(now).toMillis() / length.toMillis();
  }
}

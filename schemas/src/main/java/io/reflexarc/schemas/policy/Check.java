package io.reflexarc.schemas.policy;

import java.time.Duration;

/** What every record of the language asks of itself. */
final class Check {

  private Check() {}

  static void that(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  static void notNegative(String what, Duration duration) {
    that(!duration.isNegative(), what + " is negative");
  }

  static void window(Duration window) {
    that(
        window.compareTo(Indicator.MIN_WINDOW) >= 0 && window.compareTo(Indicator.MAX_WINDOW) <= 0,
        "window is not within 10s and 24h");
  }
}

package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;

/**
 * Durations of the language in CEL, whose own have no days. The expressions answer with zero for
 * what is no duration, so that only the pattern complains about it.
 */
final class CelDuration {

  /** What {@link DurationText} reads, except that an empty text is for the least length to say. */
  static final String PATTERN =
      "^([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$";

  private static final String DAYS = "^[0-9]{1,6}d";
  private static final String REST = "([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,9}s)?([0-9]{1,9}ms)?$";

  private CelDuration() {}

  /** The duration that a text says. */
  static String of(String text) {
    return "duration(string(24 * int('0' + %1$s.find('%2$s').replace('d', ''))) + 'h' + %1$s.find('%3$s') + '0s')"
        .formatted(text, DAYS, REST);
  }

  /** The duration that an optional field says, or what holds where it is not written. */
  static String or(String mapping, String field, Duration fallback) {
    return "(has(%1$s.%2$s) ? %3$s : %4$s)"
        .formatted(mapping, field, of(mapping + "." + field), constant(fallback));
  }

  static String constant(Duration duration) {
    return "duration('%dms')".formatted(duration.toMillis());
  }

  static CelRule atLeast(Duration least) {
    return CelRule.of(
        of("self") + " >= " + constant(least),
        "is too short, write at least " + DurationText.of(least),
        DurationText.of(least.minusMillis(1)));
  }

  static CelRule atMost(Duration most) {
    return CelRule.of(
        of("self") + " <= " + constant(most),
        "is too long, write at most " + DurationText.of(most),
        DurationText.of(most.plusMillis(1)));
  }
}

package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom}. */
final class SymptomReader {

  static final Duration DEFAULT_FOR = Duration.ofMinutes(10);
  static final Duration DEFAULT_RECOVER_FOR = Duration.ofMinutes(30);

  static final Duration LONGEST_FOR = Duration.ofHours(24);
  static final Duration LONGEST_RECOVER_FOR = Duration.ofDays(7);
  private static final List<String> INDICATORS = List.of("ratio", "trend");
  private static final List<String> LATER_INDICATORS =
      List.of(
          "events",
          "condition",
          "burnRate",
          "latency",
          "gauge",
          "outlier",
          "singleton",
          "progress",
          "absence",
          "alert",
          "all",
          "any");

  private SymptomReader() {}

  /** Reads the indicator alone; the rest of the symptom is read by {@link #read}. */
  static IndicatorRead readIndicator(Fields fields) {
    LATER_INDICATORS.forEach(
        name ->
            fields.later(name, "is not enforced by this release, use " + Shown.choice(INDICATORS)));
    boolean ratio = fields.has("ratio");
    boolean trend = fields.has("trend");
    if (ratio && trend) {
      fields.mistake("trend", "stands beside ratio, write one of the two");
    }
    if (ratio) {
      return RatioReader.read(fields.mapping("ratio", "{bad, total, unhealthyAbove}"));
    }
    if (trend) {
      return TrendReader.read(fields.mapping("trend", "{metric, limit, exhaustionWithin}"));
    }
    if (LATER_INDICATORS.stream().noneMatch(fields::isWritten)) {
      fields.mistake("ratio", "is missing, write a ratio or a trend");
    }
    return IndicatorRead.NOTHING;
  }

  static Optional<Symptom> read(Fields fields, IndicatorRead indicator) {
    Duration fallback = indicator.windowLongerThan(DEFAULT_FOR).orElse(DEFAULT_FOR);
    Optional<Duration> forDuration =
        fields.or("for", fallback, Scalars.duration(Duration.ZERO, LONGEST_FOR));
    Optional<Duration> recoverFor =
        fields.or(
            "recoverFor",
            DEFAULT_RECOVER_FOR,
            Scalars.duration(Duration.ZERO, LONGEST_RECOVER_FOR));
    if (fields.has("ratio")) {
      forDuration.ifPresent(it -> checkBurst(fields, indicator, it));
    }
    return fields.finish() && indicator.indicator().isPresent()
        ? Optional.of(
            new Symptom(
                indicator.indicator().get(), forDuration.orElseThrow(), recoverFor.orElseThrow()))
        : Optional.empty();
  }

  /** One burst stays in a ratio's window for the window's whole length. */
  private static void checkBurst(Fields fields, IndicatorRead indicator, Duration forDuration) {
    Optional<Duration> window = indicator.windowLongerThan(forDuration);
    if (window.isPresent() && !forDuration.isZero()) {
      fields.mistake(
          "for",
          DurationText.of(forDuration)
              + " is shorter than the window, so one burst would fill it, write at least "
              + DurationText.of(window.get())
              + ", or 0s to act on one window");
    }
  }
}

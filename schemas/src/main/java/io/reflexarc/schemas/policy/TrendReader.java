package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom.trend}. */
final class TrendReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(10);
  static final long DEFAULT_MINIMUM_SAMPLES = 20;
  static final double DEFAULT_MINIMUM_RISE = 0.05;

  /** Healthy again beyond twice the threshold where nothing is said. */
  static final int DEFAULT_HYSTERESIS = 2;

  static final long MOST_SAMPLES = 10_000;
  static final Duration NEAREST = Duration.ofMinutes(1);
  static final Duration FARTHEST = Duration.ofDays(30);
  static final List<By> PER = List.of(By.VERSION, By.POD);

  private TrendReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<MetricSelector> metric = SelectorReader.readBeside(fields);
    Optional<Per> per = PerReader.read(fields, Per.VERSION, PER);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Ceiling> ceiling =
        fields.required("limit", Amounts::ceiling, "memory-limit or an amount such as 256Mi");
    Optional<Duration> within =
        fields.required("exhaustionWithin", Scalars.duration(NEAREST, FARTHEST), "30m");
    Optional<Duration> beyond =
        fields.or(
            "healthyBeyond",
            within.orElse(NEAREST).multipliedBy(DEFAULT_HYSTERESIS),
            Scalars.duration(NEAREST, FARTHEST.multipliedBy(DEFAULT_HYSTERESIS)));
    if (within.isPresent() && beyond.isPresent() && beyond.get().compareTo(within.get()) <= 0) {
      fields.mistake("healthyBeyond", "is not longer than exhaustionWithin, write a longer time");
    }
    Optional<Double> rise = fields.or("minimumRise", DEFAULT_MINIMUM_RISE, Amounts::shareOrZero);
    Optional<Long> minimum =
        fields.or(
            "minimumSamples",
            DEFAULT_MINIMUM_SAMPLES,
            Scalars.wholeNumber(Trend.MIN_SAMPLES, MOST_SAMPLES));
    Optional<Indicator> trend =
        fields.finish()
            ? Optional.of(
                new Trend(
                    metric.orElseThrow(),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    ceiling.orElseThrow(),
                    within.orElseThrow(),
                    beyond.orElseThrow(),
                    rise.orElseThrow(),
                    minimum.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(trend, per, window);
  }
}

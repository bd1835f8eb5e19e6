package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.symptom.gauge}. */
final class GaugeReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  static final long DEFAULT_MINIMUM_SAMPLES = 10;
  static final List<By> PER = List.of(By.values());
  static final long MOST_SAMPLES = 1_000_000;

  /** Healthy again a tenth of the bound away from it where nothing is said. */
  static final double DEFAULT_HYSTERESIS = 0.1;

  private static final String ABOVE = "unhealthyAbove";
  private static final String BELOW = "unhealthyBelow";

  private GaugeReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<MetricSelector> metric = SelectorReader.readBeside(fields);
    Optional<Gauge.Take> take =
        fields.or("take", Gauge.Take.AVG, Scalars.word(Gauge.Take.class, Set.of()));
    Optional<Per> per = PerReader.read(fields, Per.VERSION, PER);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Gauge.Threshold> threshold = threshold(fields);
    Optional<Long> minimum =
        fields.or("minimumSamples", DEFAULT_MINIMUM_SAMPLES, Scalars.wholeNumber(1, MOST_SAMPLES));
    Optional<Indicator> gauge =
        fields.finish()
            ? Optional.of(
                new Gauge(
                    metric.orElseThrow(),
                    take.orElseThrow(),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    threshold.orElseThrow(),
                    minimum.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(gauge, per, window);
  }

  private static Optional<Gauge.Threshold> threshold(Fields fields) {
    Optional<Double> above = fields.optional(ABOVE, Amounts::number);
    Optional<Double> below = fields.optional(BELOW, Amounts::number);
    Optional<Double> healthyBelow = fields.optional("healthyBelow", Amounts::number);
    Optional<Double> healthyAbove = fields.optional("healthyAbove", Amounts::number);
    if (fields.has(ABOVE) && fields.has(BELOW)) {
      fields.mistake(BELOW, "stands beside unhealthyAbove, write one of the two");
      return Optional.empty();
    }
    if (!fields.has(ABOVE) && !fields.has(BELOW)) {
      fields.mistake(ABOVE, "is missing, write unhealthyAbove or unhealthyBelow");
      return Optional.empty();
    }
    boolean high = fields.has(ABOVE);
    String wrong = high ? "healthyAbove" : "healthyBelow";
    if (fields.has(wrong)) {
      fields.mistake(
          wrong,
          "does not go with "
              + (high ? ABOVE : BELOW)
              + ", write "
              + (high ? "healthyBelow" : "healthyAbove"));
    }
    return high
        ? above.flatMap(it -> threshold(fields, true, it, healthyBelow))
        : below.flatMap(it -> threshold(fields, false, it, healthyAbove));
  }

  private static Optional<Gauge.Threshold> threshold(
      Fields fields, boolean above, double unhealthy, Optional<Double> written) {
    double gap = DEFAULT_HYSTERESIS * Math.abs(unhealthy);
    double healthy = written.orElse(above ? unhealthy - gap : unhealthy + gap);
    if (above ? healthy > unhealthy : healthy < unhealthy) {
      fields.mistake(
          above ? "healthyBelow" : "healthyAbove",
          above
              ? "is above unhealthyAbove, write a smaller number"
              : "is below unhealthyBelow, write a larger number");
      return Optional.empty();
    }
    return Optional.of(new Gauge.Threshold(above, unhealthy, healthy));
  }
}

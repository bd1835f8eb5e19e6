package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.symptom.latency}. */
final class LatencyReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  static final long DEFAULT_MINIMUM_SAMPLES = 100;
  static final List<By> PER = List.of(By.WORKLOAD, By.VERSION, By.POD, By.NODE);
  static final long MOST_SAMPLES = 1_000_000_000;
  static final double DEFAULT_QUANTILE = 0.99;
  static final Duration SHORTEST = Duration.ofMillis(1);
  static final Duration LONGEST = Duration.ofHours(1);

  private static final int PERCENT_OF_HYSTERESIS = 80;

  private LatencyReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<MetricSelector> metric = SelectorReader.readBeside(fields);
    Optional<Double> quantile = fields.or("quantile", DEFAULT_QUANTILE, Amounts::share);
    Optional<Per> per = PerReader.read(fields, Per.VERSION, PER);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Duration> above =
        fields.required("unhealthyAbove", Scalars.duration(SHORTEST, LONGEST), "500ms");
    Optional<Duration> below =
        fields.or(
            "healthyBelow",
            above.orElse(LONGEST).multipliedBy(PERCENT_OF_HYSTERESIS).dividedBy(100),
            Scalars.duration(SHORTEST, LONGEST));
    if (above.isPresent() && below.isPresent() && below.get().compareTo(above.get()) >= 0) {
      fields.mistake("healthyBelow", "is not below unhealthyAbove, write a shorter time");
    }
    Optional<Long> minimum =
        fields.or("minimumSamples", DEFAULT_MINIMUM_SAMPLES, Scalars.wholeNumber(1, MOST_SAMPLES));
    Optional<Versus> versus = fields.optional("versus", Scalars.word(Versus.class, Set.of()));
    if (versus.isPresent() && per.filter(Per::isOfNoVersion).isPresent()) {
      fields.mistake("versus", "compares versions, write per: version");
    }
    Optional<Indicator> latency =
        fields.finish()
            ? Optional.of(
                new Latency(
                    metric.orElseThrow(),
                    quantile.orElseThrow(),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    above.orElseThrow(),
                    below.orElseThrow(),
                    minimum.orElseThrow(),
                    versus))
            : Optional.empty();
    return new IndicatorRead(latency, per, window);
  }
}

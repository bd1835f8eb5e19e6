package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.symptom.ratio}. */
final class RatioReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  static final long DEFAULT_MINIMUM_SAMPLES = 100;

  /** Healthy again below a fifth of the threshold where nothing is said: 1 % and 0.2 %. */
  static final double DEFAULT_HYSTERESIS = 5;

  static final List<By> PER = List.of(By.values());
  static final long MOST_SAMPLES = 1_000_000_000;
  private static final String EXAMPLE = "{metric: http_requests_total}";

  private RatioReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<MetricSelector> bad = SelectorReader.read(fields.mapping("bad", EXAMPLE));
    Optional<MetricSelector> total = SelectorReader.read(fields.mapping("total", EXAMPLE));
    if (bad.isPresent() && bad.equals(total)) {
      fields.mistake("bad", "selects the same series as total, so all would be bad; narrow it");
    }
    Optional<Per> per = PerReader.read(fields, Per.VERSION, PER);
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Indicator.MAX_WINDOW));
    Optional<Double> above = fields.required("unhealthyAbove", Amounts::share, "1%");
    Optional<Double> below =
        fields.or("healthyBelow", above.orElse(1.0) / DEFAULT_HYSTERESIS, Amounts::share);
    if (above.isPresent() && below.isPresent() && below.get() >= above.get()) {
      fields.mistake("healthyBelow", "is not below unhealthyAbove, write a smaller share");
    }
    Optional<Long> minimum =
        fields.or("minimumSamples", DEFAULT_MINIMUM_SAMPLES, Scalars.wholeNumber(1, MOST_SAMPLES));
    Optional<Versus> versus = fields.optional("versus", Scalars.word(Versus.class, Set.of()));
    if (versus.isPresent() && per.filter(Per::isOfNoVersion).isPresent()) {
      fields.mistake("versus", "compares versions, write per: version");
    }
    Optional<Indicator> ratio =
        fields.finish()
            ? Optional.of(
                new Ratio(
                    bad.orElseThrow(),
                    total.orElseThrow(),
                    per.orElseThrow(),
                    window.orElseThrow(),
                    above.orElseThrow(),
                    below.orElseThrow(),
                    minimum.orElseThrow(),
                    versus))
            : Optional.empty();
    return new IndicatorRead(ratio, per, window);
  }
}

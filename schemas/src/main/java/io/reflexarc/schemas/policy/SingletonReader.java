package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code spec.symptom.singleton}. */
final class SingletonReader {

  static final Duration DEFAULT_WINDOW = Duration.ofMinutes(1);

  /** A change of leaders is over by then. */
  static final Duration DEFAULT_FOR = Duration.ofSeconds(30);

  static final Pattern LEASE = TargetReader.NAME;
  static final int LONGEST_LEASE = 253;

  private SingletonReader() {}

  static IndicatorRead read(Fields fields) {
    boolean ofMetric = fields.has("metric");
    boolean ofFact = fields.has("type");
    if (ofMetric && ofFact) {
      fields.mistake("type", "stands beside metric, write one of the two");
    }
    Optional<FactSelector> fact =
        ofFact && !ofMetric ? FactReader.readBeside(fields) : Optional.empty();
    Optional<MetricSelector> metric =
        ofMetric ? SelectorReader.readBeside(fields) : Optional.empty();
    if (!ofMetric && !ofFact) {
      fields.mistake("metric", "is missing, write a gauge or the type of a fact");
      fields.has("where");
    }
    Optional<String> lease =
        fields.optional(
            "lease", Scalars.text(LEASE, LONGEST_LEASE, "the name of a lease, such as ledger"));
    Optional<Duration> window =
        fields.or(
            "window", DEFAULT_WINDOW, Scalars.duration(Indicator.MIN_WINDOW, Singleton.LONGEST));
    Optional<Indicator> singleton =
        fields.finish()
            ? Optional.of(new Singleton(metric, fact, lease, window.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(singleton, Optional.of(Per.POD), window, Optional.of(DEFAULT_FOR));
  }
}

package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec.symptom.absence}. */
final class AbsenceReader {

  static final List<Per> PER = List.of(Per.WORKLOAD, Per.VERSION);

  private static final Set<String> LATER_PER = Set.of("pod", "node", "label:");

  private AbsenceReader() {}

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
      fields.mistake("metric", "is missing, write a metric or the type of a fact");
      fields.has("where");
    }
    Optional<Per> per = fields.or("per", Per.WORKLOAD, Scalars.oneOf(PER, LATER_PER));
    Optional<Duration> silentFor =
        fields.required("silentFor", Scalars.duration(Indicator.MIN_WINDOW, Absence.LONGEST), "5m");
    Optional<Indicator> absence =
        fields.finish()
            ? Optional.of(new Absence(metric, fact, per.orElseThrow(), silentFor.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(absence, per, silentFor).actingAtOnce();
  }
}

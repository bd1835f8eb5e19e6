package io.reflexarc.schemas.policy;

import io.reflexarc.schemas.policy.Per.By;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.symptom.absence}. */
final class AbsenceReader {

  static final List<By> PER = List.of(By.WORKLOAD, By.VERSION);

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
    Optional<Per> per = PerReader.read(fields, Per.WORKLOAD, PER);
    Optional<Duration> silentFor =
        fields.required("silentFor", Scalars.duration(Indicator.MIN_WINDOW, Absence.LONGEST), "5m");
    Optional<Indicator> absence =
        fields.finish()
            ? Optional.of(new Absence(metric, fact, per.orElseThrow(), silentFor.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(absence, per, silentFor).actingAtOnce();
  }
}

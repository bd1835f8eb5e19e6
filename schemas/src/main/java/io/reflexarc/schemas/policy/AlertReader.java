package io.reflexarc.schemas.policy;

import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.symptom.alert}. */
final class AlertReader {

  private AlertReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<LabelPattern> name = fields.required("name", Scalars.pattern(), "HighErrorRatio");
    int before = fields.mistakes().count();
    Map<String, LabelPattern> where = FactReader.where(fields);
    if (where.containsKey(Alert.NAME_LABEL) && fields.mistakes().count() == before) {
      fields.mistake("where", "says alertname too, write it in name alone");
    }
    Optional<Per> per = FactReader.per(fields, Per.WORKLOAD);
    Optional<Long> atLeast = fields.or("atLeast", 1L, Scalars.wholeNumber(1, HeldState.MOST));
    Optional<Indicator> alert =
        fields.finish()
            ? Optional.of(
                new Alert(name.orElseThrow(), where, per.orElseThrow(), atLeast.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(alert, per, Optional.of(HeldState.SETTLE)).actingAtOnce();
  }
}

package io.reflexarc.schemas.policy;

import java.util.Optional;

/** Reads {@code spec.symptom.condition}. */
final class HeldStateReader {

  private HeldStateReader() {}

  static IndicatorRead read(Fields fields) {
    Optional<FactSelector> fact = FactReader.readBeside(fields);
    Optional<Per> per = FactReader.per(fields, Per.VERSION);
    Optional<Long> atLeast = fields.or("atLeast", 1L, Scalars.wholeNumber(1, HeldState.MOST));
    Optional<Double> share = fields.optional("atLeastShare", Amounts::share);
    if (share.isPresent() && per.filter(Per.POD::equals).isPresent()) {
      fields.mistake("atLeastShare", "of one pod is all or nothing, leave it out");
    }
    if (share.isPresent() && per.filter(Per.NODE::equals).isPresent()) {
      fields.mistake("atLeastShare", "of the pods of a node is not known, leave it out");
    }
    Optional<Long> atMost = healthyAtMost(fields, atLeast);
    Optional<Indicator> state =
        fields.finish()
            ? Optional.of(
                new HeldState(
                    fact.orElseThrow(),
                    per.orElseThrow(),
                    atLeast.orElseThrow(),
                    share,
                    atMost.orElseThrow()))
            : Optional.empty();
    return new IndicatorRead(state, per, Optional.of(HeldState.SETTLE));
  }

  /** How many are still healthy; fewer than half of what is unhealthy where nothing is said. */
  static Optional<Long> healthyAtMost(Fields fields, Optional<Long> atLeast) {
    Optional<Long> atMost =
        fields.or(
            "healthyAtMost",
            atLeast.map(most -> (most - 1) / 2).orElse(0L),
            Scalars.wholeNumber(0, HeldState.MOST - 1));
    if (atLeast.isPresent() && atMost.isPresent() && atMost.get() >= atLeast.get()) {
      fields.mistake("healthyAtMost", "is not below atLeast, write a smaller number");
    }
    return atMost;
  }
}

package io.reflexarc.schemas.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code spec} and checks its parts against each other. */
final class SpecReader {

  private SpecReader() {}

  static Optional<PolicySpec> read(Fields spec) {
    Optional<Mode> mode = spec.or("mode", Mode.OBSERVE, Scalars.word(Mode.class, Set.of()));
    Optional<TargetSelector> target =
        TargetReader.read(spec.mapping("target", "{kind: Deployment, name: checkout}"));
    Fields symptomFields = spec.mapping("symptom", "a ratio or another indicator");
    IndicatorRead indicator = SymptomReader.readIndicator(symptomFields);
    Optional<Symptom> symptom = SymptomReader.read(symptomFields, indicator);
    if (target.filter(it -> it.kind().equals(TargetSelector.NODE)).isPresent()
        && indicator.per().filter(per -> !per.equals(Per.WORKLOAD)).isPresent()) {
      symptomFields.mistake(
          "per",
          "a node has neither versions nor pods of its own, write an indicator with per: workload");
    }
    List<Rung> ladder = LadderReader.read(spec, indicator, target.map(TargetSelector::kind));
    Optional<Restraint> restraint =
        spec.has("restraint")
            ? RestraintReader.read(spec.mapping("restraint", "{cooldown: 30m}"))
            : Optional.of(Restraint.DEFAULT);
    Optional<Approval> approval =
        spec.has("approval")
            ? ApprovalReader.read(spec.mapping("approval", "{ttl: 15m}"))
            : Optional.of(Approval.DEFAULT);
    return spec.finish()
        ? Optional.of(
            new PolicySpec(
                mode.orElseThrow(),
                target.orElseThrow(),
                symptom.orElseThrow(),
                ladder,
                restraint.orElseThrow(),
                approval.orElseThrow()))
        : Optional.empty();
  }
}

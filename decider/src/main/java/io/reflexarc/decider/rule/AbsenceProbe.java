package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.absence.AbsenceIndicator;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Absence;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/** Asks {@link AbsenceIndicator} of the workload or each version that has pods. */
final class AbsenceProbe implements Probe {

  private final Absence absence;
  private final AbsenceIndicator indicator;

  AbsenceProbe(Absence absence) {
    this.absence = absence;
    this.indicator = new AbsenceIndicator(absence);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public boolean counts(Fact fact) {
    return indicator.counts(fact);
  }

  /** A workload without pods is rightly silent about metrics. */
  @Override
  public List<Reading> read(Look look) {
    if (absence.metric().isPresent() && look.fleet().serving().isEmpty()) {
      return List.of();
    }
    List<Reading> readings = new ArrayList<>();
    for (Whose whose : Whose.of(absence.per(), look, List.of())) {
      readings.add(indicator.read(whose.subject(), last(look, whose), look.watched()));
    }
    return readings;
  }

  private OptionalLong last(Look look, Whose whose) {
    if (absence.fact().isPresent()) {
      FactSelector fact = absence.fact().get();
      return indicator.told(look.facts().instants(fact.type()), whose::owns);
    }
    Collection<Instance> instances =
        absence.per().equals(Per.WORKLOAD)
            ? look.windows().instances()
            : look.windows().instancesOf(whose.version());
    return indicator.heard(instances);
  }
}

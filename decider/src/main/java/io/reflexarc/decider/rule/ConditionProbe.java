package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.indicator.condition.ConditionIndicator;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.policy.Alert;
import io.reflexarc.schemas.policy.HeldState;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;

/** Asks {@link ConditionIndicator} of the workload, each version or each pod. */
final class ConditionProbe implements Probe {

  private final Per per;
  private final ConditionIndicator indicator;

  ConditionProbe(HeldState state) {
    this.per = state.per();
    this.indicator = new ConditionIndicator(state);
  }

  ConditionProbe(Alert alert) {
    this.per = alert.per();
    this.indicator = new ConditionIndicator(alert);
  }

  @Override
  public boolean isOfFacts() {
    return true;
  }

  @Override
  public boolean heeds(Fact fact) {
    return fact.began() && fact.matches(indicator.fact());
  }

  @Override
  public List<Reading> read(Look look) {
    Collection<Fact> states = look.facts().states(indicator.fact().type());
    Watched watched = look.watched();
    List<Reading> readings = new ArrayList<>();
    for (Whose whose : Whose.of(per, look, states)) {
      readings.add(
          indicator.read(
              whose.subject(),
              indicator.count(states, whose::owns),
              indicator.count(states, state -> state.at() > watched.since() && whose.owns(state)),
              pods(look, whose),
              watched));
    }
    return readings;
  }

  private static OptionalInt pods(Look look, Whose whose) {
    if (whose.per().equals(Per.POD)) {
      return OptionalInt.of(1);
    }
    int pods = 0;
    boolean known = false;
    for (VersionState each : look.fleet().state().getVersions()) {
      if (whose.version().isEmpty() || each.getVersion().equals(whose.version())) {
        pods += Math.max(each.getReplicas(), each.getDesired());
        known = true;
      }
    }
    return known ? OptionalInt.of(pods) : OptionalInt.empty();
  }
}

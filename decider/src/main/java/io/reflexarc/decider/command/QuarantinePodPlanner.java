package io.reflexarc.decider.command;

import io.reflexarc.decider.command.Basis.SickPod;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the sick pod out of traffic and keeps it. Half of the replicas that are asked for stay
 * ready, and at most a third of them are in quarantine.
 */
record QuarantinePodPlanner(Basis basis) implements Planner {

  private static final int OF_THEM_READY = 2;
  private static final int OF_THEM_AWAY = 3;

  @Override
  public Plan plan() {
    Optional<SickPod> pod = basis.pod();
    if (pod.isEmpty()) {
      return new Plan.Impossible(
          Gate.NO_POD, "the symptom names no pod, so there is none to take out");
    }
    int asked = basis.state().getDesiredReplicas();
    int left = basis.state().getReadyReplicas() - 1;
    if (left < 1 || left * OF_THEM_READY < asked) {
      String says = left + " of " + asked + " replicas would be left ready, fewer than half";
      return asked <= 1
          ? new Plan.Impossible(Gate.DISRUPTION_BUDGET, says)
          : new Plan.Wait(Gate.DISRUPTION_BUDGET, says);
    }
    return Disruption.blocked(basis).<Plan>map(it -> it).orElseGet(() -> quarantine(pod.get()));
  }

  private Plan quarantine(SickPod pod) {
    int third = Math.max(1, basis.state().getDesiredReplicas() / OF_THEM_AWAY);
    int atMost = Math.min(third, Integer.parseInt(basis.with("atMost")));
    Duration keptFor = DurationText.parse(basis.with("keepFor")).orElseThrow();
    return new Plan.Feasible(
        Optional.of(pod.subject()),
        Map.of(
            "pod",
            pod.name(),
            "atMost",
            Integer.toString(atMost),
            "keepUntil",
            Instant.ofEpochMilli(basis.now()).plus(keptFor).toString()),
        List.of(pod.same(), basis.same()),
        "take pod " + pod.name() + " out of traffic and keep it for " + DurationText.of(keptFor));
  }
}

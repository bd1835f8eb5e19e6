package io.reflexarc.decider.command;

import io.reflexarc.decider.command.Basis.SickPod;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes the sick pod, within its disruption budget. */
record RestartPodPlanner(Basis basis) implements Planner {

  private static final String NAMES_REMAIN = "StatefulSet";

  @Override
  public Plan plan() {
    Optional<SickPod> pod = basis.pod();
    if (pod.isEmpty()) {
      return new Plan.Impossible(
          Gate.NO_POD, "the symptom names no pod, so there is none to restart");
    }
    if (pod.get().uid().isEmpty() && basis.target().kind().equals(NAMES_REMAIN)) {
      return new Plan.Impossible(
          Gate.NO_POD,
          "the uid of " + pod.get().name() + " is not known, and another pod may bear its name");
    }
    return Disruption.blocked(basis).<Plan>map(it -> it).orElseGet(() -> restart(pod.get()));
  }

  private Plan restart(SickPod pod) {
    return new Plan.Feasible(
        Optional.of(pod.subject()),
        Map.of("pod", pod.name()),
        List.of(pod.same()),
        "restart pod " + pod.name() + of());
  }

  private String of() {
    return basis.sick().version().isEmpty() ? "" : " of " + basis.sick().version();
  }
}

package io.reflexarc.decider.command;

import io.reflexarc.decider.command.Basis.SickPod;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deletes the pod that claims to lead, unless it turns out to hold the lease. */
record FenceLeaderPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    Optional<SickPod> pod = basis.pod();
    return pod.isEmpty()
        ? new Plan.Impossible(Gate.NO_POD, "the symptom names no pod, so there is none to fence")
        : fence(pod.get(), basis.with("lease"));
  }

  private Plan fence(SickPod pod, String lease) {
    return new Plan.Feasible(
        Optional.of(pod.subject()),
        Map.of("pod", pod.name(), "object", basis.beside("Lease", lease)),
        List.of(pod.same()),
        "fence pod " + pod.name() + ", which does not hold lease " + lease);
  }
}

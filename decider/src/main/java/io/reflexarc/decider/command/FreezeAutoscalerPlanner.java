package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.Autoscaler;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;

/** Makes both bounds of the autoscaler the number of replicas that is asked for now. */
record FreezeAutoscalerPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    Autoscaler autoscaler = basis.state().getAutoscaler();
    if (autoscaler == null) {
      return new Plan.Impossible(Gate.NO_AUTOSCALER, "nothing scales it by itself");
    }
    int least = autoscaler.getMinReplicas();
    int most = autoscaler.getMaxReplicas();
    if (least == most) {
      return new Plan.Impossible(
          Gate.NOTHING_TO_DO, autoscaler.getName() + " allows only " + most + " replicas already");
    }
    int now = Math.max(least, Math.min(most, basis.state().getDesiredReplicas()));
    return Plan.Feasible.of(
        Map.of(
            "object",
            object(basis, autoscaler),
            "minReplicas",
            Integer.toString(now),
            "maxReplicas",
            Integer.toString(now),
            "formerMinReplicas",
            Integer.toString(least),
            "formerMaxReplicas",
            Integer.toString(most)),
        List.of(basis.same()),
        "keep autoscaler " + autoscaler.getName() + " at " + now + " replicas");
  }

  /** Key of an autoscaler. */
  static String object(Basis basis, Autoscaler autoscaler) {
    return basis.beside("HorizontalPodAutoscaler", autoscaler.getName());
  }
}

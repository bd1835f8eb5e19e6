package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.Autoscaler;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets the number of replicas. Where an autoscaler sets it, its lower or upper bound is moved there
 * instead, inside the bounds that it has.
 */
record ScalePlanner(Basis basis) implements Planner {

  private static final double HUNDREDTHS = 100;

  @Override
  public Plan plan() {
    int now = basis.state().getDesiredReplicas();
    int wanted = wanted(now);
    if (now == 0) {
      return new Plan.Impossible(Gate.BEYOND_BOUNDS, "somebody has scaled it to 0");
    }
    if (wanted == now) {
      return new Plan.Impossible(Gate.NOTHING_TO_DO, "it asks for " + now + " replicas already");
    }
    Autoscaler autoscaler = basis.state().getAutoscaler();
    if (autoscaler == null) {
      return scale(now, wanted, null);
    }
    boolean within = wanted >= autoscaler.getMinReplicas() && wanted <= autoscaler.getMaxReplicas();
    return within
        ? scale(now, wanted, autoscaler)
        : new Plan.Impossible(
            Gate.BEYOND_BOUNDS,
            "autoscaler "
                + autoscaler.getName()
                + " allows "
                + autoscaler.getMinReplicas()
                + " to "
                + autoscaler.getMaxReplicas()
                + " replicas, not "
                + wanted);
  }

  /** Within the rung's own bounds. */
  private int wanted(int now) {
    Map<String, String> with = basis.rung().with();
    double size = now;
    if (with.containsKey("replicas")) {
      size = Integer.parseInt(basis.with("replicas"));
    } else if (with.containsKey("add")) {
      size = now + Integer.parseInt(basis.with("add"));
    } else if (with.containsKey("percent")) {
      size = Math.ceil(now * Integer.parseInt(basis.with("percent")) / HUNDREDTHS);
    }
    double least = Math.max(size, Integer.parseInt(basis.with("min")));
    return (int) Math.min(least, Integer.parseInt(basis.with("max")));
  }

  private Plan scale(int from, int to, @Nullable Autoscaler autoscaler) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("object", basis.state().getTarget());
    parameters.put("replicas", Integer.toString(to));
    if (autoscaler != null) {
      parameters.put("autoscaler", FreezeAutoscalerPlanner.object(basis, autoscaler));
      parameters.put(to > from ? "minReplicas" : "maxReplicas", Integer.toString(to));
    }
    return Plan.Feasible.of(
        parameters,
        List.of(autoscaler == null ? basis.unchanged() : basis.same()),
        "scale from " + from + " to " + to + " replicas");
  }
}

package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;

/** Calls an endpoint that the actuator knows. */
record WebhookPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    return Plan.Feasible.of(
        Map.of("endpoint", basis.with("endpoint")),
        List.of(basis.same()),
        "call webhook " + basis.with("endpoint"));
  }
}

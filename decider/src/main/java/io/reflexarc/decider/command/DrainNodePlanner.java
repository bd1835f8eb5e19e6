package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closes the node to new pods, and evicts those that are on it, a few at once. */
record DrainNodePlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    String node = basis.target().name();
    return new Plan.Feasible(
        Optional.of(CordonNodePlanner.subject(node)),
        Map.of("node", node, "unschedulable", "true", "atOnce", basis.with("atOnce")),
        List.of(basis.same()),
        "drain " + node + ", " + basis.with("atOnce") + " pods at once");
  }
}

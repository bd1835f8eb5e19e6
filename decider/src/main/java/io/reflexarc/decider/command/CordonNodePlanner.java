package io.reflexarc.decider.command;

import io.reflexarc.schemas.avro.Subject;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Closes the node to new pods. A node that is closed already was closed by somebody else. */
record CordonNodePlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    String node = basis.target().name();
    if (basis.state().getPaused()) {
      return new Plan.Impossible(Gate.NOTHING_TO_DO, node + " is cordoned already");
    }
    return new Plan.Feasible(
        Optional.of(subject(node)),
        Map.of("node", node, "unschedulable", "true"),
        List.of(basis.same()),
        "cordon " + node);
  }

  /** A node as the part that a command is about. */
  static Subject subject(String node) {
    return Subject.newBuilder().setNode(node).build();
  }
}

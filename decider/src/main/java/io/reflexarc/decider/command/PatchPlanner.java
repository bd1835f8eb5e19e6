package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;

/** Sets one field of the target, if nobody has changed the target since. */
record PatchPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    String path = basis.with("path");
    String value = basis.with("value");
    return Plan.Feasible.of(
        Map.of("object", basis.state().getTarget(), "path", path, "value", value),
        List.of(basis.unchanged()),
        "set " + path + " to " + value);
  }
}

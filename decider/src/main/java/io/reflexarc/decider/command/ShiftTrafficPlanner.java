package io.reflexarc.decider.command;

import io.reflexarc.decider.incident.Issued;
import java.util.List;
import java.util.Map;

/** Gives what one backend of a route serves to another. */
record ShiftTrafficPlanner(Basis basis) implements Planner {

  static final String STEP = "step";
  static final String EVERY = "every";
  static final String ALL = "100";

  @Override
  public Plan plan() {
    String from = basis.with("from");
    String to = basis.with("to");
    return Plan.Feasible.of(
        Map.of(
            "object",
            basis.beside("HTTPRoute", basis.with("route")),
            "from",
            from,
            "to",
            to,
            Issued.MOVED,
            ALL,
            STEP,
            basis.with(STEP),
            EVERY,
            basis.with(EVERY)),
        List.of(basis.same()),
        "shift the traffic of route " + basis.with("route") + " from " + from + " to " + to);
  }
}

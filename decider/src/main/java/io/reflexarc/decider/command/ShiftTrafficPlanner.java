package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;

/** Gives what one backend of a route serves to another. */
record ShiftTrafficPlanner(Basis basis) implements Planner {

  /** How many hundredths of the backend's own weight are moved. */
  static final String MOVED = "moved";

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
            MOVED,
            ALL,
            STEP,
            basis.with(STEP),
            EVERY,
            basis.with(EVERY)),
        List.of(basis.same()),
        "shift the traffic of route " + basis.with("route") + " from " + from + " to " + to);
  }
}

package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;

/** Lets a Service select other pods. */
record FailoverPlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    String service = basis.with("service");
    String label = basis.with("label");
    String value = basis.with("to");
    return Plan.Feasible.of(
        Map.of("object", basis.beside("Service", service), "label", label, "value", value),
        List.of(basis.same()),
        "let service " + service + " select " + label + "=" + value);
  }
}

package io.reflexarc.decider.command;

import java.util.List;
import java.util.Map;

/** Gives a key of a ConfigMap another value. */
record DegradePlanner(Basis basis) implements Planner {

  @Override
  public Plan plan() {
    String configMap = basis.with("configMap");
    String key = basis.with("key");
    String value = basis.with("value");
    return Plan.Feasible.of(
        Map.of("object", basis.beside("ConfigMap", configMap), "key", key, "value", value),
        List.of(basis.same()),
        "set " + key + " of ConfigMap " + configMap + " to '" + value + "'");
  }
}

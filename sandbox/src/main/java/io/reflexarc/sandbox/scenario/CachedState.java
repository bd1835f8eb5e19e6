package io.reflexarc.sandbox.scenario;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values of the cluster's objects, read once at a story's end. */
final class CachedState {

  private final Map<Expectation.State, String> values;

  private CachedState(Map<Expectation.State, String> values) {
    this.values = values;
  }

  static CachedState read(ClusterApi api, List<Expectation.State> wanted)
      throws InterruptedException {
    Map<Expectation.State, String> values = new HashMap<>();
    for (Expectation.State state : wanted) {
      api.value(state.object(), state.pointer()).ifPresent(value -> values.put(state, value));
    }
    return new CachedState(values);
  }

  Optional<String> value(Expectation.State state) {
    return Optional.ofNullable(values.get(state));
  }
}

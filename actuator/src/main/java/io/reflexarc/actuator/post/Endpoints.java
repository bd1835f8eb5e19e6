package io.reflexarc.actuator.post;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The endpoints that are configured.
 *
 * @param byName name to endpoint
 */
public record Endpoints(Map<String, Endpoint> byName) {

  /** None. */
  public static final Endpoints NONE = new Endpoints(Map.of());

  public Endpoints {
    byName = Map.copyOf(byName);
  }

  public Optional<Endpoint> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** In alphabetical order. */
  public Set<String> names() {
    return new TreeMap<>(byName).keySet();
  }
}

package io.reflexarc.sandbox.world.traffic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Services, routes and flags as a test sets them. */
final class Wires implements Wiring {
  final Map<String, Map<String, Double>> routes = new HashMap<>();
  final Map<String, String> flags = new HashMap<>();
  private final Function<String, List<String>> endpoints;

  /** With these uids behind each Service. */
  Wires(Function<String, List<String>> endpoints) {
    this.endpoints = endpoints;
  }

  @Override
  public List<String> endpoints(String namespace, String service) {
    return endpoints.apply(service);
  }

  @Override
  public Map<String, Double> backends(String namespace, String route) {
    return routes.getOrDefault(route, Map.of());
  }

  @Override
  public String flag(String namespace, String configMap, String key) {
    return flags.getOrDefault(configMap + "/" + key, "");
  }
}

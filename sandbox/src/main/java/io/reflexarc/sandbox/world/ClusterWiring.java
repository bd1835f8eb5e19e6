package io.reflexarc.sandbox.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.controller.EndpointSliceController;
import io.reflexarc.sandbox.world.traffic.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services, routes and flags as the cluster's objects have them; each change counts at once. */
final class ClusterWiring implements Wiring {
  private static final ResourceType ROUTES =
      ResourceType.namespaced("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute");

  private final Cluster cluster;
  private final EndpointSliceController slices;

  ClusterWiring(Cluster cluster, EndpointSliceController slices) {
    this.cluster = cluster;
    this.slices = slices;
  }

  @Override
  public List<String> endpoints(String namespace, String service) {
    return slices.endpoints(namespace, service);
  }

  /** By the route's first rule: clients here send what matches it. A backend's weight is 1. */
  @Override
  public Map<String, Double> backends(String namespace, String route) {
    Map<String, Double> weights = new LinkedHashMap<>();
    ObjectNode found = cluster.find(ROUTES, new ObjectKey(namespace, route));
    if (found != null) {
      for (JsonNode backend : found.at("/spec/rules/0/backendRefs")) {
        double weight = backend.path("weight").asDouble(1);
        weights.merge(backend.path("name").asText(), weight, Double::sum);
      }
    }
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    weights.values().removeIf(weight -> weight == 0);
    weights.replaceAll((service, weight) -> weight / sum);
    return weights;
  }

  @Override
  public String flag(String namespace, String configMap, String key) {
    ObjectNode found = cluster.find(BuiltInTypes.CONFIG_MAPS, new ObjectKey(namespace, configMap));
    return found == null ? "" : found.path("data").path(key).asText("");
  }
}

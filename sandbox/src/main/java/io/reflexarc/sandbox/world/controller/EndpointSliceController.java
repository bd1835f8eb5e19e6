package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Labels;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes for each Service with a selector one EndpointSlice, and tells who receives its requests:
 * the ready pods that are not on their way out.
 */
public final class EndpointSliceController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Duration DELAY = Duration.ofMillis(40);

  private final Cluster cluster;
  private final WorkQueue queue;
  private final Map<ObjectKey, List<String>> receivers = new LinkedHashMap<>();

  /** Starts to reconcile on changes of Services and pods. */
  public EndpointSliceController(Cluster cluster) {
    this.cluster = cluster;
    this.queue = new WorkQueue("endpointslices", cluster.clock(), DELAY, this::reconcile);
    cluster.observe(BuiltInTypes.SERVICES, e -> queue.add(ObjectKey.of(e.object())));
    cluster.observe(BuiltInTypes.PODS, this::podChanged);
  }

  /** Uids of the pods behind a Service, in a stable order; empty for none or no such Service. */
  public List<String> endpoints(String namespace, String service) {
    return receivers.getOrDefault(new ObjectKey(namespace, service), List.of());
  }

  private void podChanged(StoreEvent event) {
    ObjectNode before = event.before();
    for (ObjectNode service :
        cluster.in(BuiltInTypes.SERVICES, Metadata.namespace(event.object()))) {
      JsonNode selector = service.path("spec").path("selector");
      if (Labels.matchService(selector, event.object())
          || (before != null && Labels.matchService(selector, before))) {
        queue.add(ObjectKey.of(service));
      }
    }
  }

  private void reconcile(ObjectKey key) {
    ObjectNode service = cluster.find(BuiltInTypes.SERVICES, key);
    JsonNode selector =
        service == null
            ? JsonNodeFactory.instance.nullNode()
            : service.path("spec").path("selector");
    if (service == null || Metadata.deleting(service) || selector.isEmpty()) {
      receivers.remove(key);
      return;
    }
    List<ObjectNode> pods = new ArrayList<>();
    for (ObjectNode pod : cluster.in(BuiltInTypes.PODS, key.namespace())) {
      boolean hasAddress = !pod.path("status").path("podIP").asText("").isEmpty();
      if (hasAddress && !Pods.finished(pod) && Labels.matchService(selector, pod)) {
        pods.add(pod);
      }
    }
    receivers.put(
        key, pods.stream().filter(EndpointSliceController::receives).map(Metadata::uid).toList());
    write(service, endpoints(service, pods), ports(service, pods));
  }

  private static boolean receives(ObjectNode pod) {
    return Pods.ready(pod) && !Metadata.deleting(pod);
  }

  private ArrayNode endpoints(ObjectNode service, List<ObjectNode> pods) {
    boolean all = service.path("spec").path("publishNotReadyAddresses").asBoolean();
    ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
    for (ObjectNode pod : pods) {
      ObjectNode endpoint = endpoints.addObject();
      endpoint.putArray("addresses").add(pod.path("status").path("podIP").asText());
      endpoint
          .putObject("conditions")
          .put("ready", all || receives(pod))
          .put("serving", all || Pods.ready(pod))
          .put("terminating", Metadata.deleting(pod));
      endpoint
          .putObject("targetRef")
          .put("kind", "Pod")
          .put("namespace", Metadata.namespace(pod))
          .put("name", Metadata.name(pod))
          .put("uid", Metadata.uid(pod));
      endpoint.put("nodeName", Pods.node(pod));
      ObjectNode node = cluster.find(BuiltInTypes.NODES, new ObjectKey("", Pods.node(pod)));
      if (node != null) {
        Metadata.label(node, "topology.kubernetes.io/zone")
            .ifPresent(zone -> endpoint.put("zone", zone));
      }
    }
    return endpoints;
  }

  private static ArrayNode ports(ObjectNode service, List<ObjectNode> pods) {
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    for (JsonNode port : service.path("spec").path("ports")) {
      JsonNode target = port.path("targetPort");
      int number =
          target.isTextual()
              ? named(target.asText(), pods)
              : target.asInt(port.path("port").asInt());
      ports
          .addObject()
          .put("name", port.path("name").asText(""))
          .put("protocol", port.path("protocol").asText("TCP"))
          .put("port", number);
    }
    return ports;
  }

  private static int named(String name, List<ObjectNode> pods) {
    for (ObjectNode pod : pods) {
      for (JsonNode container : pod.path("spec").path("containers")) {
        for (JsonNode port : container.path("ports")) {
          if (port.path("name").asText().equals(name)) {
            return port.path("containerPort").asInt();
          }
        }
      }
    }
    return 0;
  }

  private void write(ObjectNode service, ArrayNode endpoints, ArrayNode ports) {
    List<ObjectNode> slices = cluster.ownedBy(Metadata.uid(service), BuiltInTypes.ENDPOINT_SLICES);
    if (slices.isEmpty()) {
      cluster.create(BuiltInTypes.ENDPOINT_SLICES, slice(service, endpoints, ports), MANAGER);
      return;
    }
    ObjectNode slice = slices.get(0);
    if (!slice.path("endpoints").equals(endpoints) || !slice.path("ports").equals(ports)) {
      cluster.edit(
          BuiltInTypes.ENDPOINT_SLICES,
          slice,
          MANAGER,
          s -> {
            s.set("endpoints", endpoints);
            s.set("ports", ports);
          });
    }
  }

  private ObjectNode slice(ObjectNode service, ArrayNode endpoints, ArrayNode ports) {
    ObjectNode slice = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = slice.putObject("metadata");
    String prefix = Metadata.name(service) + "-";
    metadata.put("name", prefix + cluster.suffix()).put("generateName", prefix);
    metadata.put("namespace", Metadata.namespace(service));
    ObjectNode labels = metadata.putObject("labels");
    service
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue()));
    labels.put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
    labels.put("kubernetes.io/service-name", Metadata.name(service));
    Metadata.controlledBy(slice, service);
    slice.put("addressType", "IPv4");
    slice.set("endpoints", endpoints);
    slice.set("ports", ports);
    return slice;
  }
}

package io.reflexarc.sandbox.world.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.Quantity;
import io.reflexarc.sandbox.world.cluster.Taints;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** How much room each node has left, while a batch of pods is bound. */
final class NodeRoom {
  private final Map<String, Node> nodes = new TreeMap<>();

  private NodeRoom() {}

  static NodeRoom of(Cluster cluster) {
    NodeRoom room = new NodeRoom();
    for (ObjectNode node : cluster.all(BuiltInTypes.NODES)) {
      room.nodes.put(Metadata.name(node), new Node(node));
    }
    for (ObjectNode pod : cluster.all(BuiltInTypes.PODS)) {
      if (!Pods.node(pod).isEmpty() && !Pods.finished(pod)) {
        room.take(Pods.node(pod), pod);
      }
    }
    return room;
  }

  void take(String name, ObjectNode pod) {
    Node node = nodes.get(name);
    if (node != null) {
      node.cpu -= Quantity.requested(pod, "cpu");
      node.memory -= Quantity.requested(pod, "memory");
      node.pods--;
      Metadata.controllerUid(pod).ifPresent(uid -> node.byOwner.merge(uid, 1, Integer::sum));
    }
  }

  Optional<String> fittest(ObjectNode pod) {
    String owner = Metadata.controllerUid(pod).orElse("");
    Optional<String> best = Optional.empty();
    double bestScore = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Node> entry : nodes.entrySet()) {
      Node node = entry.getValue();
      if (node.refusal(pod).isPresent()) {
        continue;
      }
      double score = node.freeShare() - 10.0 * node.byOwner.getOrDefault(owner, 0);
      if (score > bestScore) {
        bestScore = score;
        best = Optional.of(entry.getKey());
      }
    }
    return best;
  }

  /** The scheduler's sentence for a pod that fits nowhere. */
  String whyNot(ObjectNode pod) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Node node : nodes.values()) {
      reasons.merge(node.refusal(pod).orElse("no room"), 1, Integer::sum);
    }
    StringJoiner list = new StringJoiner(", ");
    reasons.forEach((reason, count) -> list.add(count + " " + reason));
    int all = nodes.size();
    return "0/%d nodes are available: %s. no new claims to deallocate, preemption: 0/%d nodes are available: %d Preemption is not helpful for scheduling."
        .formatted(all, list, all, all);
  }

  private static final class Node {
    private final JsonNode object;
    private final double allCpu;
    private double cpu;
    private double memory;
    private double pods;
    private final Map<String, Integer> byOwner = new HashMap<>();

    private Node(JsonNode object) {
      this.object = object;
      JsonNode allocatable = object.path("status").path("allocatable");
      allCpu = Math.max(0.001, Quantity.of(allocatable.path("cpu")));
      cpu = Quantity.of(allocatable.path("cpu"));
      memory = Quantity.of(allocatable.path("memory"));
      pods = Quantity.of(allocatable.path("pods"));
    }

    private double freeShare() {
      return cpu / allCpu;
    }

    private Optional<String> refusal(ObjectNode pod) {
      if (object.path("spec").path("unschedulable").asBoolean()) {
        return Optional.of("node(s) were unschedulable");
      }
      Optional<JsonNode> taint = Taints.untolerated(object, pod);
      if (taint.isPresent()) {
        return Optional.of(
            "node(s) had untolerated taint {%s: %s}"
                .formatted(taint.get().path("key").asText(), taint.get().path("value").asText("")));
      } else if (pods < 1) {
        return Optional.of("Too many pods");
      } else if (Quantity.requested(pod, "cpu") > cpu + 1e-9) {
        return Optional.of("Insufficient cpu");
      } else if (Quantity.requested(pod, "memory") > memory) {
        return Optional.of("Insufficient memory");
      }
      return Optional.empty();
    }
  }
}

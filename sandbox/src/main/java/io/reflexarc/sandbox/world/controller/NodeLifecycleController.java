package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches the nodes' leases: 50 s without a renewal make a node's conditions Unknown, taint it and
 * turn its pods unready; it takes all that back when the kubelet reports again.
 */
public final class NodeLifecycleController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Events.Source SOURCE = Events.Source.of("node-controller");
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(50);
  private static final Duration TAINT_DELAY = Duration.ofMillis(200);
  private static final String UNREACHABLE = "node.kubernetes.io/unreachable";
  private static final Map<String, String> CONDITION_TAINTS =
      Map.of(
          "MemoryPressure", "node.kubernetes.io/memory-pressure",
          "DiskPressure", "node.kubernetes.io/disk-pressure",
          "PIDPressure", "node.kubernetes.io/pid-pressure");
  private static final Set<String> REPORTED =
      Set.of("MemoryPressure", "DiskPressure", "PIDPressure", "Ready");

  private final Cluster cluster;
  private final Events events;
  private final Map<String, String> renewals = new HashMap<>();
  private final Map<String, Instant> heard = new HashMap<>();
  private final Set<String> registered = new HashSet<>();

  /** Starts to look every 5 s. */
  public NodeLifecycleController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    cluster.clock().every(PERIOD, this::look);
    cluster.observe(BuiltInTypes.NODES, e -> cluster.clock().execute(() -> changed(e.object())));
  }

  private void changed(ObjectNode changed) {
    ObjectNode node = cluster.find(BuiltInTypes.NODES, ObjectKey.of(changed));
    if (node == null) {
      return;
    }
    if (registered.add(Metadata.uid(node))) {
      String text = "Node " + Metadata.name(node) + " event: Registered Node in Controller";
      events.normal(SOURCE, node, "RegisteredNode", text);
    }
    conditionTaints(node);
    cordonTaint(node);
  }

  private void look() {
    for (ObjectNode node : cluster.all(BuiltInTypes.NODES)) {
      String name = Metadata.name(node);
      ObjectNode lease = cluster.find(BuiltInTypes.LEASES, new ObjectKey("kube-node-lease", name));
      String renewal = lease == null ? "" : lease.path("spec").path("renewTime").asText("");
      if (!renewal.equals(renewals.put(name, renewal))) {
        heard.put(name, cluster.now());
      }
      Instant last = heard.getOrDefault(name, cluster.now());
      boolean silent = last.plus(GRACE).isBefore(cluster.now());
      if (silent && !unknown(node)) {
        lose(node);
      } else if (!silent && !unknown(node) && tainted(node, UNREACHABLE)) {
        recover(node);
      }
    }
  }

  private static boolean unknown(ObjectNode node) {
    JsonNode ready = Pods.condition(node, "Ready");
    return ready != null && ready.path("status").asText().equals("Unknown");
  }

  private void lose(ObjectNode node) {
    String now = cluster.timestamp();
    cluster.editStatus(
        BuiltInTypes.NODES,
        node,
        MANAGER,
        n -> {
          for (JsonNode condition : n.path("status").path("conditions")) {
            if (REPORTED.contains(condition.path("type").asText())) {
              ((ObjectNode) condition)
                  .put("status", "Unknown")
                  .put("lastTransitionTime", now)
                  .put("reason", "NodeStatusUnknown")
                  .put("message", "Kubelet stopped posting node status.");
            }
          }
        });
    String name = Metadata.name(node);
    events.normal(SOURCE, node, "NodeNotReady", "Node " + name + " status is now: NodeNotReady");
    taint(node, UNREACHABLE, "NoSchedule", true);
    cluster.clock().after(TAINT_DELAY, () -> taintIfUnknown(node));
    for (ObjectNode pod : cluster.all(BuiltInTypes.PODS)) {
      if (Pods.node(pod).equals(name) && Pods.ready(pod)) {
        markUnready(pod);
      }
    }
  }

  private void taintIfUnknown(ObjectNode node) {
    ObjectNode latest = cluster.find(BuiltInTypes.NODES, ObjectKey.of(node));
    if (latest != null && unknown(latest)) {
      taint(latest, UNREACHABLE, "NoExecute", true);
    }
  }

  private void markUnready(ObjectNode pod) {
    cluster.editStatus(
        BuiltInTypes.PODS,
        pod,
        MANAGER,
        p -> {
          JsonNode ready = Pods.condition(p, "Ready");
          if (ready instanceof ObjectNode condition) {
            condition.put("status", "False").put("lastTransitionTime", cluster.timestamp());
            condition.remove("reason");
            condition.remove("message");
          }
        });
    events.warning(SOURCE, pod, "NodeNotReady", "Node is not ready");
  }

  private void recover(ObjectNode node) {
    taint(node, UNREACHABLE, "NoSchedule", false);
    taint(node, UNREACHABLE, "NoExecute", false);
    String name = Metadata.name(node);
    events.normal(SOURCE, node, "NodeReady", "Node " + name + " status is now: NodeReady");
  }

  private void conditionTaints(ObjectNode node) {
    CONDITION_TAINTS.forEach(
        (type, key) -> {
          JsonNode condition = Pods.condition(node, type);
          String status = condition == null ? "" : condition.path("status").asText();
          boolean holds = status.equals("True");
          if (!status.equals("Unknown") && holds != tainted(node, key)) {
            taint(node, key, "NoSchedule", holds);
          }
        });
  }

  private void cordonTaint(ObjectNode node) {
    boolean cordoned = node.path("spec").path("unschedulable").asBoolean();
    if (cordoned != tainted(node, "node.kubernetes.io/unschedulable")) {
      taint(node, "node.kubernetes.io/unschedulable", "NoSchedule", cordoned);
    }
  }

  private static boolean tainted(ObjectNode node, String key) {
    for (JsonNode taint : node.path("spec").path("taints")) {
      if (taint.path("key").asText().equals(key)) {
        return true;
      }
    }
    return false;
  }

  private void taint(ObjectNode node, String key, String effect, boolean set) {
    cluster.edit(
        BuiltInTypes.NODES,
        node,
        MANAGER,
        n -> {
          ArrayNode taints = JsonNodeFactory.instance.arrayNode();
          for (JsonNode taint : n.path("spec").path("taints")) {
            boolean same =
                taint.path("key").asText().equals(key)
                    && taint.path("effect").asText().equals(effect);
            if (!same) {
              taints.add(taint);
            }
          }
          if (set) {
            taints
                .addObject()
                .put("key", key)
                .put("effect", effect)
                .put("timeAdded", cluster.timestamp());
          }
          ObjectNode spec = n.withObjectProperty("spec");
          if (taints.isEmpty()) {
            spec.remove("taints");
          } else {
            spec.set("taints", taints);
          }
        });
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.clock.Scheduled;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.Taints;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes pods from nodes with a NoExecute taint once their toleration has run out. */
public final class TaintEvictionController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Events.Source SOURCE = Events.Source.of("taint-eviction-controller");
  private static final Duration DEFAULT = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final Events events;
  private final Map<String, Scheduled> evictions = new HashMap<>();

  /** Starts to act on changes of nodes. */
  public TaintEvictionController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    cluster.observe(BuiltInTypes.NODES, e -> cluster.clock().execute(() -> node(e.object())));
    cluster.observe(BuiltInTypes.PODS, e -> cluster.clock().execute(() -> pod(e.object())));
  }

  private void node(ObjectNode node) {
    for (ObjectNode pod : cluster.all(BuiltInTypes.PODS)) {
      if (Pods.node(pod).equals(Metadata.name(node))) {
        pod(pod);
      }
    }
  }

  private void pod(ObjectNode changed) {
    String uid = Metadata.uid(changed);
    ObjectNode pod = cluster.find(BuiltInTypes.PODS, ObjectKey.of(changed));
    ObjectNode node =
        pod == null || Pods.node(pod).isEmpty()
            ? null
            : cluster.find(BuiltInTypes.NODES, new ObjectKey("", Pods.node(pod)));
    Optional<Duration> patience =
        pod == null || node == null || Metadata.deleting(pod)
            ? Optional.empty()
            : patience(node, pod);
    if (patience.isEmpty()) {
      cancel(uid, pod);
    } else if (!evictions.containsKey(uid) && pod != null) {
      evictions.put(uid, cluster.clock().after(patience.get(), () -> evict(pod)));
    }
  }

  /** How long the pod may stay; empty for as long as it likes. */
  private static Optional<Duration> patience(ObjectNode node, ObjectNode pod) {
    Optional<Duration> least = Optional.empty();
    for (JsonNode taint : node.path("spec").path("taints")) {
      if (!taint.path("effect").asText().equals("NoExecute")) {
        continue;
      }
      Optional<JsonNode> toleration = Taints.toleration(pod, taint);
      Duration patience;
      if (toleration.isPresent()) {
        JsonNode seconds = toleration.get().path("tolerationSeconds");
        if (!seconds.isNumber()) {
          continue;
        }
        patience = Duration.ofSeconds(Math.max(0, seconds.asLong()));
      } else {
        // What the API's admission gives every pod that says nothing about these two.
        boolean usual = taint.path("key").asText().matches(".*/(unreachable|not-ready)");
        patience = usual ? DEFAULT : Duration.ZERO;
      }
      if (least.isEmpty() || patience.compareTo(least.get()) < 0) {
        least = Optional.of(patience);
      }
    }
    return least;
  }

  private void cancel(String uid, @Nullable ObjectNode pod) {
    Scheduled eviction = evictions.remove(uid);
    if (eviction == null) {
      return;
    }
    eviction.cancel();
    if (pod != null && !Metadata.deleting(pod)) {
      events.normal(
          SOURCE,
          pod,
          "TaintManagerEviction",
          "Cancelling deletion of Pod " + Metadata.namespace(pod) + "/" + Metadata.name(pod));
    }
  }

  private void evict(ObjectNode pod) {
    events.normal(
        SOURCE,
        pod,
        "TaintManagerEviction",
        "Marking for deletion Pod " + Metadata.namespace(pod) + "/" + Metadata.name(pod));
    cluster.editStatus(
        BuiltInTypes.PODS,
        pod,
        MANAGER,
        p ->
            p.withObjectProperty("status")
                .withArrayProperty("conditions")
                .addObject()
                .put("type", "DisruptionTarget")
                .put("observedGeneration", Metadata.generation(p))
                .put("status", "True")
                .putNull("lastProbeTime")
                .put("lastTransitionTime", cluster.timestamp())
                .put("reason", "DeletionByTaintManager")
                .put("message", "Taint manager: deleting due to NoExecute taint"));
    cluster.delete(BuiltInTypes.PODS, pod, DeleteOptions.background(), MANAGER);
  }
}

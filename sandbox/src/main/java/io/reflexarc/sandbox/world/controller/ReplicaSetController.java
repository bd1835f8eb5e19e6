package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Labels;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps as many pods alive as each ReplicaSet wants. */
public final class ReplicaSetController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Events.Source SOURCE = Events.Source.of("replicaset-controller");
  private static final Duration DELAY = Duration.ofMillis(20);

  private final Cluster cluster;
  private final Events events;
  private final WorkQueue queue;

  /** Starts to reconcile on changes of ReplicaSets and pods. */
  public ReplicaSetController(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    this.queue = new WorkQueue("replicaset-controller", cluster.clock(), DELAY, this::reconcile);
    cluster.observe(BuiltInTypes.REPLICA_SETS, e -> queue.add(ObjectKey.of(e.object())));
    cluster.observe(BuiltInTypes.PODS, this::podChanged);
  }

  private void podChanged(StoreEvent event) {
    enqueueOwner(event.object());
    ObjectNode before = event.before();
    if (before != null) {
      enqueueOwner(before);
    }
    if (Metadata.controllerUid(event.object()).isEmpty()) {
      enqueueAdopters(event.object());
    }
  }

  private void enqueueOwner(ObjectNode pod) {
    Owners.controllerName(pod, "ReplicaSet")
        .ifPresent(name -> queue.add(new ObjectKey(Metadata.namespace(pod), name)));
  }

  private void enqueueAdopters(ObjectNode orphan) {
    for (ObjectNode rs : cluster.in(BuiltInTypes.REPLICA_SETS, Metadata.namespace(orphan))) {
      if (Labels.match(rs.path("spec").path("selector"), orphan)) {
        queue.add(ObjectKey.of(rs));
      }
    }
  }

  private void reconcile(ObjectKey key) {
    ObjectNode rs = cluster.find(BuiltInTypes.REPLICA_SETS, key);
    if (rs == null) {
      return;
    }
    Owners.claim(cluster, BuiltInTypes.PODS, rs, MANAGER);
    List<ObjectNode> owned = cluster.ownedBy(Metadata.uid(rs), BuiltInTypes.PODS);
    List<ObjectNode> active = owned.stream().filter(Pods::active).toList();
    // As in Kubernetes, the status tells what was there before pods are made or deleted now.
    ObjectNode status = status(rs, owned, active);
    if (!Metadata.deleting(rs)) {
      manage(rs, active);
    }
    if (!status.equals(rs.path("status"))) {
      cluster.editStatus(BuiltInTypes.REPLICA_SETS, rs, MANAGER, r -> r.set("status", status));
    }
  }

  private void manage(ObjectNode rs, List<ObjectNode> active) {
    int missing = RollingLimits.replicas(rs) - active.size();
    try {
      for (int i = 0; i < missing; i++) {
        ObjectNode pod = cluster.create(BuiltInTypes.PODS, podOf(rs), MANAGER);
        events.normal(SOURCE, rs, "SuccessfulCreate", "Created pod: " + Metadata.name(pod));
      }
    } catch (ApiException e) {
      events.warning(SOURCE, rs, "FailedCreate", "Error creating: " + e.getMessage());
      queue.addAt(cluster.now().plusSeconds(1), ObjectKey.of(rs));
    }
    for (ObjectNode pod : Victims.first(active, -missing, cluster)) {
      cluster.delete(BuiltInTypes.PODS, pod, DeleteOptions.background(), MANAGER);
      events.normal(SOURCE, rs, "SuccessfulDelete", "Deleted pod: " + Metadata.name(pod));
    }
  }

  private ObjectNode podOf(ObjectNode rs) {
    ObjectNode template = rs.path("spec").path("template").deepCopy();
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = pod.putObject("metadata");
    String prefix = Metadata.name(rs) + "-";
    metadata.put("name", prefix + cluster.suffix()).put("generateName", prefix);
    metadata.put("namespace", Metadata.namespace(rs));
    for (String field : List.of("labels", "annotations", "finalizers")) {
      if (template.path("metadata").hasNonNull(field)) {
        metadata.set(field, template.path("metadata").get(field));
      }
    }
    Metadata.controlledBy(pod, rs);
    pod.set("spec", template.withObjectProperty("spec"));
    return pod;
  }

  private ObjectNode status(ObjectNode rs, List<ObjectNode> owned, List<ObjectNode> active) {
    long minReady = rs.path("spec").path("minReadySeconds").asLong();
    Instant now = cluster.now();
    int ready = 0;
    int available = 0;
    for (ObjectNode pod : active) {
      ready += Pods.ready(pod) ? 1 : 0;
      boolean counts = Pods.available(pod, minReady, now);
      available += counts ? 1 : 0;
      Instant since = Pods.readySince(pod);
      if (Pods.ready(pod) && !counts && since != null) {
        queue.addAt(since.plusSeconds(minReady), ObjectKey.of(rs));
      }
    }
    ObjectNode labels = rs.path("spec").path("template").path("metadata").deepCopy();
    long labelled =
        active.stream()
            .filter(
                pod -> {
                  ObjectNode selector = JsonNodeFactory.instance.objectNode();
                  selector.set("matchLabels", labels.path("labels"));
                  return Labels.match(selector, pod);
                })
            .count();
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("replicas", active.size());
    DeploymentStatus.positive(status, "fullyLabeledReplicas", (int) labelled);
    DeploymentStatus.positive(status, "readyReplicas", ready);
    DeploymentStatus.positive(status, "availableReplicas", available);
    status.put(
        "terminatingReplicas",
        (int) owned.stream().filter(p -> Metadata.deleting(p) && !Pods.finished(p)).count());
    status.put("observedGeneration", Metadata.generation(rs));
    return status;
  }
}

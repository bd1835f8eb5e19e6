package io.reflexarc.sandbox.world.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives each pod without a node the fittest one: room for its requests, not cordoned, taints
 * tolerated, then the fewest pods of the same owner, then the most room. Pods that fit nowhere are
 * tried again when something changes, and once a minute.
 */
public final class Scheduler {
  private static final String MANAGER = "kube-scheduler";
  private static final ObjectKey ALL = new ObjectKey("", "pending-pods");
  private static final Duration DELAY = Duration.ofMillis(10);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final Cluster cluster;
  private final Events events;
  private final WorkQueue queue;
  private final Set<ObjectKey> pending = new LinkedHashSet<>();
  private final Map<String, Instant> told = new HashMap<>();

  /** Starts to bind on changes of pods and nodes. */
  public Scheduler(Cluster cluster, Events events) {
    this.cluster = cluster;
    this.events = events;
    this.queue = new WorkQueue("scheduler", cluster.clock(), DELAY, key -> schedule());
    cluster.observe(BuiltInTypes.PODS, e -> podChanged(e.object()));
    cluster.observe(BuiltInTypes.NODES, e -> wakeUp());
    cluster.clock().every(RETRY, this::wakeUp);
  }

  private void podChanged(ObjectNode pod) {
    ObjectKey key = ObjectKey.of(pod);
    boolean waits = Pods.node(pod).isEmpty() && cluster.find(BuiltInTypes.PODS, key) != null;
    if (waits && !Metadata.deleting(pod)) {
      if (pending.add(key)) {
        queue.add(ALL);
      }
    } else {
      pending.remove(key);
      if (Metadata.deleting(pod)) {
        told.remove(Metadata.uid(pod));
        wakeUp();
      }
    }
  }

  private void wakeUp() {
    if (!pending.isEmpty()) {
      queue.add(ALL);
    }
  }

  private void schedule() {
    NodeRoom room = NodeRoom.of(cluster);
    for (ObjectKey key : List.copyOf(pending)) {
      ObjectNode pod = cluster.find(BuiltInTypes.PODS, key);
      if (pod == null || !Pods.node(pod).isEmpty() || Metadata.deleting(pod)) {
        pending.remove(key);
        continue;
      }
      Optional<String> node = room.fittest(pod);
      if (node.isPresent()) {
        pending.remove(key);
        bind(pod, node.get());
        room.take(node.get(), pod);
      } else {
        tellUnschedulable(pod, room.whyNot(pod));
      }
    }
  }

  private void bind(ObjectNode pod, String node) {
    told.remove(Metadata.uid(pod));
    boolean bound =
        cluster.edit(
            BuiltInTypes.PODS,
            pod,
            MANAGER,
            p -> p.withObjectProperty("spec").put("nodeName", node));
    if (!bound) {
      return;
    }
    setScheduled(pod, "True", "", "");
    events.scheduling(
        pod,
        "Normal",
        "Scheduled",
        "Successfully assigned %s/%s to %s"
            .formatted(Metadata.namespace(pod), Metadata.name(pod), node),
        "Binding");
  }

  private void tellUnschedulable(ObjectNode pod, String why) {
    Instant before = told.get(Metadata.uid(pod));
    if (before != null && before.plus(RETRY.multipliedBy(5)).isAfter(cluster.now())) {
      return;
    }
    told.put(Metadata.uid(pod), cluster.now());
    setScheduled(pod, "False", "Unschedulable", why);
    events.scheduling(pod, "Warning", "FailedScheduling", why, "Scheduling");
  }

  private void setScheduled(ObjectNode pod, String status, String reason, String message) {
    cluster.editStatus(
        BuiltInTypes.PODS,
        pod,
        MANAGER,
        p -> {
          ObjectNode own = p.withObjectProperty("status");
          var others = own.arrayNode();
          for (var condition : own.path("conditions")) {
            if (!condition.path("type").asText().equals("PodScheduled")) {
              others.add(condition);
            }
          }
          ObjectNode condition = others.addObject().put("type", "PodScheduled");
          if (!reason.isEmpty()) {
            condition.put("observedGeneration", Metadata.generation(p));
          }
          condition.put("status", status).putNull("lastProbeTime");
          condition.put("lastTransitionTime", cluster.timestamp());
          if (!reason.isEmpty()) {
            condition.put("reason", reason).put("message", message);
          }
          own.set("conditions", others);
        });
  }
}

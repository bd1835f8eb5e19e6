package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Events;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.Quantity;
import io.reflexarc.sandbox.world.traffic.PodApp;
import io.reflexarc.sandbox.world.traffic.Processes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sets the replicas of Deployments so that their pods use the share of the requested CPU that a
 * HorizontalPodAutoscaler asks for: up at once, down when less was enough for five minutes.
 */
public final class AutoscalerController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Events.Source SOURCE = Events.Source.of("horizontal-pod-autoscaler");
  private static final Duration PERIOD = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final Events events;
  private final Processes processes;
  private final Map<String, Recommendations> recommendations = new HashMap<>();
  private final Map<String, Double> usedBefore = new HashMap<>();
  private Instant lookedAt;

  /** Starts to look every fifteen seconds. */
  public AutoscalerController(Cluster cluster, Events events, Processes processes) {
    this.cluster = cluster;
    this.events = events;
    this.processes = processes;
    this.lookedAt = cluster.now();
    cluster.clock().every(PERIOD, this::look);
  }

  private void look() {
    List<ObjectNode> autoscalers = cluster.all(BuiltInTypes.AUTOSCALERS);
    if (!autoscalers.isEmpty()) {
      Map<String, Double> cores = cores();
      autoscalers.forEach(autoscaler -> look(autoscaler, cores));
    }
  }

  /** Cores that each process used since the last look. */
  private Map<String, Double> cores() {
    double seconds = Math.max(1, Duration.between(lookedAt, cluster.now()).toMillis() / 1000.0);
    Map<String, Double> cores = new HashMap<>();
    Map<String, Double> used = new HashMap<>();
    for (PodApp app : processes.all()) {
      double now = app.snapshot().cpuSeconds();
      String uid = app.identity().uid();
      used.put(uid, now);
      cores.put(uid, Math.max(0, now - usedBefore.getOrDefault(uid, 0.0)) / seconds);
    }
    usedBefore.clear();
    usedBefore.putAll(used);
    lookedAt = cluster.now();
    return cores;
  }

  private void look(ObjectNode autoscaler, Map<String, Double> cores) {
    JsonNode reference = autoscaler.at("/spec/scaleTargetRef");
    ObjectNode deployment =
        reference.path("kind").asText().equals("Deployment")
            ? cluster.find(
                BuiltInTypes.DEPLOYMENTS,
                new ObjectKey(Metadata.namespace(autoscaler), reference.path("name").asText()))
            : null;
    int current = deployment == null ? 0 : RollingLimits.replicas(deployment);
    if (deployment == null || current == 0) {
      return;
    }
    double wanted = autoscaler.at("/spec/metrics/0/resource/target/averageUtilization").asDouble();
    Utilization seen = utilization(deployment, cores);
    int least = autoscaler.path("spec").path("minReplicas").asInt(1);
    int most = autoscaler.path("spec").path("maxReplicas").asInt();
    int desired =
        recommendations
            .computeIfAbsent(
                Metadata.uid(autoscaler), uid -> new Recommendations(cluster.now(), current))
            .next(cluster.now(), current, seen.proposal(current, wanted / 100));
    int bounded = Math.min(most, Math.max(least, desired));
    if (bounded != current) {
      scale(autoscaler, deployment, bounded, current);
    }
    tell(autoscaler, seen, bounded);
  }

  private Utilization utilization(ObjectNode deployment, Map<String, Double> cores) {
    double used = 0;
    double requested = 0;
    int ready = 0;
    int others = 0;
    for (ObjectNode set : cluster.ownedBy(Metadata.uid(deployment), BuiltInTypes.REPLICA_SETS)) {
      for (ObjectNode pod : cluster.ownedBy(Metadata.uid(set), BuiltInTypes.PODS)) {
        if (Pods.ready(pod) && Pods.active(pod)) {
          used += cores.getOrDefault(Metadata.uid(pod), 0.0);
          requested += Quantity.requested(pod, "cpu");
          ready++;
        } else if (Pods.active(pod)) {
          others++;
        }
      }
    }
    return new Utilization(requested == 0 ? 0 : used / requested, ready, others);
  }

  private void scale(ObjectNode autoscaler, ObjectNode deployment, int replicas, int before) {
    cluster.edit(
        BuiltInTypes.DEPLOYMENTS,
        deployment,
        MANAGER,
        d -> d.withObjectProperty("spec").put("replicas", replicas));
    events.normal(
        SOURCE,
        autoscaler,
        "SuccessfulRescale",
        "New size: "
            + replicas
            + "; reason: cpu resource utilization (percentage of request) "
            + (replicas > before ? "above target" : "below target"));
  }

  private void tell(ObjectNode autoscaler, Utilization seen, int desired) {
    int percent = (int) Math.round(seen.share() * 100);
    cluster.editStatus(
        BuiltInTypes.AUTOSCALERS,
        autoscaler,
        MANAGER,
        a -> {
          ObjectNode status = a.withObjectProperty("status");
          status.put("currentReplicas", seen.ready() + seen.others());
          status.put("desiredReplicas", desired);
          ObjectNode metric = status.putArray("currentMetrics").addObject().put("type", "Resource");
          metric
              .putObject("resource")
              .put("name", "cpu")
              .putObject("current")
              .put("averageUtilization", percent);
        });
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Pods;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pods a ReplicaSet gives up first: unassigned, pending, not ready, cheap to delete, doubled
 * up on a node, ready for a short time, often restarted, young (controller_utils.go, {@code
 * ActivePodsWithRanks}).
 */
final class Victims {
  private Victims() {}

  static List<ObjectNode> first(List<ObjectNode> pods, int count, Cluster cluster) {
    if (count <= 0) {
      return List.of();
    }
    Map<String, Integer> onNode = new HashMap<>();
    pods.forEach(pod -> onNode.merge(Pods.node(pod), 1, Integer::sum));
    return pods.stream().sorted(order(onNode, cluster.now())).limit(count).toList();
  }

  private static Comparator<ObjectNode> order(Map<String, Integer> onNode, Instant now) {
    return Comparator.<ObjectNode, Boolean>comparing(pod -> !Pods.node(pod).isEmpty())
        .thenComparing(pod -> phaseRank(Pods.phase(pod)))
        .thenComparing(Pods::ready)
        .thenComparing(Victims::deletionCost)
        .thenComparing(pod -> -onNode.getOrDefault(Pods.node(pod), 0))
        .thenComparing(pod -> logarithmicAge(Pods.readySince(pod), now))
        .thenComparing(pod -> -Pods.restarts(pod))
        .thenComparing(
            (ObjectNode pod) -> pod.path("metadata").path("creationTimestamp").asText(),
            Comparator.reverseOrder())
        .thenComparing(ObjectKey::of);
  }

  private static int phaseRank(String phase) {
    return switch (phase) {
      case "Pending" -> 0;
      case "Unknown" -> 1;
      default -> 2;
    };
  }

  private static int deletionCost(ObjectNode pod) {
    return (int)
        Metadata.annotation(pod, "controller.kubernetes.io/pod-deletion-cost")
            .map(
                cost -> {
                  try {
                    return Long.parseLong(cost);
                  } catch (NumberFormatException e) {
                    return 0L;
                  }
                })
            .orElse(0L)
            .longValue();
  }

  private static int logarithmicAge(@Nullable Instant since, Instant now) {
    long seconds = since == null ? 0 : Duration.between(since, now).toSeconds();
    return 64 - Long.numberOfLeadingZeros(Math.max(0, seconds));
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A Deployment and its ReplicaSets at one moment.
 *
 * @param deployment the Deployment
 * @param replicaSets its ReplicaSets, oldest first
 */
record Rollout(ObjectNode deployment, List<ObjectNode> replicaSets) {
  private static final Comparator<ObjectNode> OLDEST_FIRST =
      Comparator.<ObjectNode, String>comparing(
              rs -> rs.path("metadata").path("creationTimestamp").asText())
          .thenComparing(Revision::of)
          .thenComparing(ObjectKey::of);

  Rollout {
    List<ObjectNode> sorted = new ArrayList<>(replicaSets);
    sorted.sort(OLDEST_FIRST);
    replicaSets = List.copyOf(sorted);
  }

  JsonNode template() {
    return deployment.path("spec").path("template");
  }

  int replicas() {
    return RollingLimits.replicas(deployment);
  }

  boolean paused() {
    return deployment.path("spec").path("paused").asBoolean();
  }

  boolean recreate() {
    return deployment.path("spec").path("strategy").path("type").asText().equals("Recreate");
  }

  RollingLimits limits() {
    return RollingLimits.of(deployment);
  }

  /** The most pods there may be: replicas and surge. */
  int maxReplicas() {
    return replicas() + limits().maxSurge();
  }

  /** The ReplicaSet of the present template. */
  Optional<ObjectNode> current() {
    return replicaSets.stream()
        .filter(rs -> PodTemplate.same(rs.path("spec").path("template"), template()))
        .findFirst();
  }

  /** All other ReplicaSets, oldest first. */
  List<ObjectNode> old() {
    Optional<String> current = current().map(Metadata::uid);
    return replicaSets.stream()
        .filter(rs -> !Optional.of(Metadata.uid(rs)).equals(current))
        .toList();
  }

  /** ReplicaSets that want pods. */
  List<ObjectNode> active() {
    return replicaSets.stream().filter(rs -> RollingLimits.replicas(rs) > 0).toList();
  }

  long highestOldRevision() {
    return old().stream().mapToLong(Revision::of).max().orElse(0);
  }

  /** Pods that the ReplicaSets want together. */
  int wanted() {
    return sum(replicaSets, RollingLimits::replicas);
  }

  /** A counter of the ReplicaSets' status, summed up. */
  int counted(String counter) {
    return sum(replicaSets, rs -> count(rs, counter));
  }

  static int count(JsonNode replicaSet, String counter) {
    return replicaSet.path("status").path(counter).asInt();
  }

  static int sum(List<ObjectNode> replicaSets, ToIntFunction<ObjectNode> size) {
    return replicaSets.stream().mapToInt(size).sum();
  }

  /** Seconds without progress after which a rollout counts as stuck; empty for never. */
  Optional<Integer> progressDeadline() {
    JsonNode deadline = deployment.path("spec").path("progressDeadlineSeconds");
    int seconds = deadline.asInt(600);
    return seconds == Integer.MAX_VALUE ? Optional.empty() : Optional.of(seconds);
  }

  /** Whether the number of replicas was changed since the ReplicaSets were sized. */
  boolean scaled() {
    return active().stream()
        .anyMatch(
            rs ->
                Metadata.annotation(rs, Revision.DESIRED).isPresent()
                    && Revision.number(rs, Revision.DESIRED) != replicas());
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status that a Deployment gets from its ReplicaSets, progress.go and sync.go of Kubernetes.
 */
final class DeploymentStatus {
  static final String AVAILABLE_REASON = "NewReplicaSetAvailable";
  static final String TIMED_OUT = "ProgressDeadlineExceeded";

  private final Rollout rollout;
  private final Instant now;
  private final Conditions conditions;
  private final @Nullable ObjectNode current;

  private DeploymentStatus(Rollout rollout, Instant now) {
    this.rollout = rollout;
    this.now = now;
    this.conditions = Conditions.copyOf(rollout.deployment());
    this.current = rollout.current().orElse(null);
  }

  /** Numbers and availability only: what a paused or scaled Deployment gets. */
  static ObjectNode counted(Rollout rollout, Instant now) {
    return new DeploymentStatus(rollout, now).write();
  }

  /** Numbers, availability and progress. */
  static ObjectNode progressed(Rollout rollout, Instant now) {
    DeploymentStatus status = new DeploymentStatus(rollout, now);
    ObjectNode written = status.write();
    status.progress(written);
    written.set("conditions", status.conditions.list());
    return written;
  }

  /** When the deadline of a rollout ends that is still under way; empty when none is. */
  static Optional<Instant> deadline(Rollout rollout) {
    Conditions conditions = Conditions.copyOf(rollout.deployment());
    JsonNode progressing = conditions.find(Conditions.PROGRESSING);
    if (progressing == null || rollout.progressDeadline().isEmpty() || rollout.paused()) {
      return Optional.empty();
    }
    String reason = progressing.path("reason").asText();
    if (reason.equals(AVAILABLE_REASON) || reason.equals(TIMED_OUT)) {
      return Optional.empty();
    }
    Instant last = Instant.parse(progressing.path("lastUpdateTime").asText());
    return Optional.of(last.plusSeconds(rollout.progressDeadline().get() + 1L));
  }

  static boolean complete(Rollout rollout, JsonNode status) {
    int wanted = rollout.replicas();
    return status.path("updatedReplicas").asInt() == wanted
        && status.path("replicas").asInt() == wanted
        && status.path("availableReplicas").asInt() == wanted
        && status.path("observedGeneration").asLong() >= Metadata.generation(rollout.deployment());
  }

  private ObjectNode write() {
    int available = rollout.counted("availableReplicas");
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", Metadata.generation(rollout.deployment()));
    positive(status, "replicas", rollout.counted("replicas"));
    positive(status, "updatedReplicas", current == null ? 0 : Rollout.count(current, "replicas"));
    positive(status, "readyReplicas", rollout.counted("readyReplicas"));
    positive(status, "availableReplicas", available);
    positive(status, "unavailableReplicas", Math.max(0, rollout.wanted() - available));
    status.put("terminatingReplicas", rollout.counted("terminatingReplicas"));
    int collisions = Rollout.count(rollout.deployment(), "collisionCount");
    positive(status, "collisionCount", collisions);
    boolean enough = available >= rollout.replicas() - rollout.limits().maxUnavailable();
    conditions.set(
        Conditions.AVAILABLE,
        enough ? "True" : "False",
        enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
        enough
            ? "Deployment has minimum availability."
            : "Deployment does not have minimum availability.",
        Metadata.timestamp(now));
    status.set("conditions", conditions.list());
    return status;
  }

  private void progress(ObjectNode status) {
    if (rollout.progressDeadline().isEmpty()) {
      conditions.remove(Conditions.PROGRESSING);
      return;
    }
    JsonNode before = rollout.deployment().path("status");
    boolean completeBefore =
        status.path("replicas").asInt() == status.path("updatedReplicas").asInt()
            && conditions.reason(Conditions.PROGRESSING).equals(AVAILABLE_REASON);
    if (completeBefore) {
      return;
    }
    String named = "ReplicaSet \"" + (current == null ? "" : Metadata.name(current)) + "\"";
    String at = Metadata.timestamp(now);
    if (complete(rollout, status)) {
      conditions.set(
          Conditions.PROGRESSING,
          "True",
          AVAILABLE_REASON,
          named + " has successfully progressed.",
          at);
    } else if (advanced(before, status)) {
      conditions.renew(
          Conditions.PROGRESSING, "True", "ReplicaSetUpdated", named + " is progressing.", at);
    } else if (timedOut()) {
      conditions.set(
          Conditions.PROGRESSING, "False", TIMED_OUT, named + " has timed out progressing.", at);
    }
  }

  private static boolean advanced(JsonNode before, JsonNode after) {
    return grew(before, after, "updatedReplicas")
        || grew(before, after, "readyReplicas")
        || grew(before, after, "availableReplicas")
        || oldOnes(after) < oldOnes(before);
  }

  private static boolean grew(JsonNode before, JsonNode after, String counter) {
    return after.path(counter).asInt() > before.path(counter).asInt();
  }

  private static int oldOnes(JsonNode status) {
    return status.path("replicas").asInt() - status.path("updatedReplicas").asInt();
  }

  private boolean timedOut() {
    JsonNode progressing = conditions.find(Conditions.PROGRESSING);
    if (progressing == null) {
      return false;
    }
    String reason = progressing.path("reason").asText();
    if (reason.equals(AVAILABLE_REASON)) {
      return false;
    } else if (reason.equals(TIMED_OUT)) {
      return true;
    }
    Instant last = Instant.parse(progressing.path("lastUpdateTime").asText());
    Duration deadline = Duration.ofSeconds(rollout.progressDeadline().orElse(Integer.MAX_VALUE));
    return last.plus(deadline).isBefore(now);
  }

  static void positive(ObjectNode status, String counter, int value) {
    if (value != 0) {
      status.put(counter, value);
    }
  }
}

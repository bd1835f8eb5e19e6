package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.sandbox.api.store.Metadata;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What controllers ask of a pod. */
public final class Pods {
  private Pods() {}

  /** The condition of this type, or null. */
  public static @Nullable JsonNode condition(JsonNode object, String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return null;
  }

  /** Whether the condition {@code Ready} is True. */
  public static boolean ready(JsonNode pod) {
    JsonNode ready = condition(pod, "Ready");
    return ready != null && ready.path("status").asText().equals("True");
  }

  /** When the pod became ready or unready last; null when it has no such condition. */
  public static @Nullable Instant readySince(JsonNode pod) {
    JsonNode ready = condition(pod, "Ready");
    return ready == null ? null : Instant.parse(ready.path("lastTransitionTime").asText());
  }

  /** Ready for at least {@code minReadySeconds}. */
  public static boolean available(JsonNode pod, long minReadySeconds, Instant now) {
    Instant since = readySince(pod);
    return ready(pod)
        && since != null
        && !since.plus(Duration.ofSeconds(minReadySeconds)).isAfter(now);
  }

  /** Neither finished nor on its way out. */
  public static boolean active(JsonNode pod) {
    return !finished(pod) && !Metadata.deleting(pod);
  }

  /** Succeeded or failed for good. */
  public static boolean finished(JsonNode pod) {
    String phase = phase(pod);
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  /** The phase; Pending when there is none yet. */
  public static String phase(JsonNode pod) {
    return pod.path("status").path("phase").asText("Pending");
  }

  /** The node it is bound to; empty while it is not. */
  public static String node(JsonNode pod) {
    return pod.path("spec").path("nodeName").asText("");
  }

  /** The most restarts of one of its containers. */
  public static int restarts(JsonNode pod) {
    int most = 0;
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      most = Math.max(most, status.path("restartCount").asInt());
    }
    return most;
  }
}

package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Taints of nodes and tolerations of pods. */
public final class Taints {
  private Taints() {}

  /** The first taint of {@code node} that keeps {@code pod} from being placed there. */
  public static Optional<JsonNode> untolerated(JsonNode node, JsonNode pod) {
    for (JsonNode taint : node.path("spec").path("taints")) {
      if (!taint.path("effect").asText().equals("PreferNoSchedule")
          && toleration(pod, taint).isEmpty()) {
        return Optional.of(taint);
      }
    }
    return Optional.empty();
  }

  /** The toleration of {@code pod} for {@code taint}. */
  public static Optional<JsonNode> toleration(JsonNode pod, JsonNode taint) {
    for (JsonNode toleration : pod.path("spec").path("tolerations")) {
      if (tolerates(toleration, taint)) {
        return Optional.of(toleration);
      }
    }
    return Optional.empty();
  }

  private static boolean tolerates(JsonNode toleration, JsonNode taint) {
    String effect = toleration.path("effect").asText("");
    if (!effect.isEmpty() && !effect.equals(taint.path("effect").asText())) {
      return false;
    }
    String key = toleration.path("key").asText("");
    boolean exists = toleration.path("operator").asText("Equal").equals("Exists");
    if (key.isEmpty()) {
      return exists;
    }
    return key.equals(taint.path("key").asText())
        && (exists || toleration.path("value").asText("").equals(taint.path("value").asText("")));
  }
}

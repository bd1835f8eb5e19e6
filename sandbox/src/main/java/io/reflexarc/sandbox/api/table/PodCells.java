package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What kubectl prints of a pod: its readiness, its status in a word, its restarts. */
final class PodCells {

  private PodCells() {}

  static String ready(JsonNode pod) {
    int ready = 0;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      boolean runs = container.path("state").has("running");
      ready += container.path("ready").asBoolean() && runs ? 1 : 0;
    }
    return ready + "/" + pod.path("spec").path("containers").size();
  }

  static String status(JsonNode pod) {
    JsonNode status = pod.path("status");
    String reason = status.path("reason").asText(status.path("phase").asText("Unknown"));
    if (isGated(pod)) {
      reason = "SchedulingGated";
    }
    boolean running = false;
    JsonNode containers = status.path("containerStatuses");
    for (int i = containers.size() - 1; i >= 0; i--) {
      JsonNode state = containers.get(i).path("state");
      if (!state.path("waiting").path("reason").asText("").isEmpty()) {
        reason = state.path("waiting").path("reason").asText();
      } else if (state.has("terminated")) {
        reason = terminated(state.path("terminated"));
      } else if (containers.get(i).path("ready").asBoolean() && state.has("running")) {
        running = true;
      }
    }
    if (reason.equals("Completed") && running) {
      reason = "Running";
    }
    if (pod.path("metadata").hasNonNull("deletionTimestamp")) {
      return status.path("reason").asText().equals("NodeLost") ? "Unknown" : "Terminating";
    }
    return reason;
  }

  static String restarts(JsonNode pod, Instant now) {
    long restarts = 0;
    Instant last = Instant.MIN;
    for (JsonNode container : pod.path("status").path("containerStatuses")) {
      restarts += container.path("restartCount").asLong();
      JsonNode finished = container.at("/lastState/terminated/finishedAt");
      if (finished.isTextual() && Instant.parse(finished.asText()).isAfter(last)) {
        last = Instant.parse(finished.asText());
      }
    }
    return restarts == 0 || last.equals(Instant.MIN)
        ? Long.toString(restarts)
        : "%d (%s ago)".formatted(restarts, Ages.format(java.time.Duration.between(last, now)));
  }

  static String orNone(JsonNode value) {
    return value.asText("").isEmpty() ? "<none>" : value.asText();
  }

  private static String terminated(JsonNode terminated) {
    String reason = terminated.path("reason").asText("");
    if (!reason.isEmpty()) {
      return reason;
    }
    int signal = terminated.path("signal").asInt();
    return signal != 0 ? "Signal:" + signal : "ExitCode:" + terminated.path("exitCode").asInt();
  }

  private static boolean isGated(JsonNode pod) {
    for (JsonNode condition : pod.path("status").path("conditions")) {
      if (condition.path("reason").asText().equals("SchedulingGated")) {
        return true;
      }
    }
    return false;
  }
}

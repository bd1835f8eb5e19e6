package io.reflexarc.sandbox.world.kubelet;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import java.time.Instant;

/** Where a container stands. */
sealed interface ContainerState {

  /** As {@code containerStatuses[].state} or {@code lastState}. */
  ObjectNode json();

  /** Not running yet, or not again. */
  record Waiting(String reason, String message) implements ContainerState {
    @Override
    public ObjectNode json() {
      ObjectNode state = JsonNodeFactory.instance.objectNode();
      ObjectNode waiting = state.putObject("waiting").put("reason", reason);
      if (!message.isEmpty()) {
        waiting.put("message", message);
      }
      return state;
    }
  }

  /** The process lives. */
  record Running(Instant startedAt) implements ContainerState {
    @Override
    public ObjectNode json() {
      ObjectNode state = JsonNodeFactory.instance.objectNode();
      state.putObject("running").put("startedAt", Metadata.timestamp(startedAt));
      return state;
    }
  }

  /** The process ended. */
  record Terminated(
      int exitCode, String reason, Instant startedAt, Instant finishedAt, String containerId)
      implements ContainerState {
    @Override
    public ObjectNode json() {
      ObjectNode state = JsonNodeFactory.instance.objectNode();
      state
          .putObject("terminated")
          .put("exitCode", exitCode)
          .put("reason", reason)
          .put("startedAt", Metadata.timestamp(startedAt))
          .put("finishedAt", Metadata.timestamp(finishedAt))
          .put("containerID", containerId);
      return state;
    }
  }
}

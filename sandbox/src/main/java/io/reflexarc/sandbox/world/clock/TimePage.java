package io.reflexarc.sandbox.world.clock;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The world's time as JSON, for processes outside of it. */
public final class TimePage {
  private TimePage() {}

  /**
   * {@code {"now":"2026-11-23T12:00:00.5Z","speed":60.0,"mode":"RUNNING","waitingFor":""}}; speed
   * is 0 while time stands still because somebody paused it.
   */
  public static ObjectNode of(WorldClock clock) {
    ClockState state = clock.state();
    boolean paused = state.mode() == ClockState.Mode.PAUSED;
    return JsonNodeFactory.instance
        .objectNode()
        .put("now", state.now().toString())
        .put("speed", paused ? 0 : clock.speed())
        .put("mode", state.mode().name())
        .put("waitingFor", state.waitingFor());
  }
}

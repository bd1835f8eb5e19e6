package io.reflexarc.sandbox.cli;

import io.reflexarc.sandbox.scenario.RealTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a command finds around it, handed in by the entry point.
 *
 * @param environment the process's variables
 * @param now the system's time when the process began
 * @param sinceStart real time since then
 */
record Surroundings(Map<String, String> environment, Instant now, RealTime sinceStart) {

  /** Nothing: what a command holds until it is given some. */
  static final Surroundings NONE =
      new Surroundings(Map.of(), Instant.EPOCH, RealTime.running(() -> 0, Duration.ZERO));
}

package io.reflexarc.chaos.noise;

import java.time.Duration;

/**
 * A real fault that hides in normal life.
 *
 * @param at event time since the story's start
 * @param kind what it is
 * @param workload whose
 */
record PlannedFault(Duration at, FaultKind kind, Workload workload) {

  /** Before it the workload is left alone for so long: the release before it proves itself. */
  private static final Duration QUIET_BEFORE = Duration.ofMinutes(25);

  /** After it nobody but Reflexarc touches the workload for so long. */
  private static final Duration QUIET_AFTER = Duration.ofMinutes(75);

  /** When the workload begins to be left alone. */
  Duration quietFrom() {
    return at.minus(QUIET_BEFORE);
  }

  /** When it is touched again. */
  Duration quietTo() {
    return at.plus(QUIET_AFTER);
  }
}

package io.reflexarc.sandbox.world.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * What the clock does at a moment, for people and status pages.
 *
 * @param now virtual time
 * @param mode what keeps or lets it go
 * @param waitingFor who is waited for; empty unless {@code WAITING} or {@code OVERRUN}
 * @param waitingSince real time of the current wait; zero when there is none
 * @param waited real time spent waiting at the gate since the start
 * @param overruns how often the gate was passed because patience ended
 * @param failures tasks that ended with an exception
 */
public record ClockState(
    Instant now,
    Mode mode,
    String waitingFor,
    Duration waitingSince,
    Duration waited,
    long overruns,
    long failures) {

  /** What the clock is doing. */
  public enum Mode {
    /** Time is moved by hand. */
    MANUAL,
    /** Time passes. */
    RUNNING,
    /** A person stopped time. */
    PAUSED,
    /** The gate holds. */
    WAITING,
    /** The gate held longer than the clock's patience, time passes without it. */
    OVERRUN,
    /** The clock was closed. */
    CLOSED
  }
}

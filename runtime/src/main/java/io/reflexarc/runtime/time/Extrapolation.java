package io.reflexarc.runtime.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Reads a clock that is asked now and then: between two answers it runs on at the told speed, for a
 * bounded time, and never backwards. When an answer lies behind what was read already, the reading
 * stands still until the clock has caught up.
 */
final class Extrapolation {

  /** Above this speed the next answer is waited for. */
  private static final double FASTEST_RUN_ON = 1_000;

  private static final Duration STEP_OF_EVENT_TIME = Duration.ofSeconds(3);
  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(50);
  private static final Duration LONGEST_INTERVAL = Duration.ofMillis(200);

  private Instant answered;
  private double speed;
  private long answeredNanos;
  private Instant lastRead;

  Extrapolation(Instant answered, double speed, long nanos) {
    this.answered = answered;
    this.speed = speed;
    this.answeredNanos = nanos;
    this.lastRead = answered;
  }

  /** Takes an answer that came at this reading of a monotonic clock. */
  synchronized void answer(Instant now, double newSpeed, long nanos) {
    answered = now;
    speed = newSpeed;
    answeredNanos = nanos;
  }

  /** The time at this reading of the monotonic clock. */
  synchronized Instant read(long nanos) {
    long elapsed = Math.max(0, nanos - answeredNanos);
    long bounded = Math.min(elapsed, interval().toNanos() * 2);
    double runOn = speed > FASTEST_RUN_ON ? 0 : bounded * speed;
    Instant reading = answered.plusNanos((long) runOn);
    if (reading.isAfter(lastRead)) {
      lastRead = reading;
    }
    return lastRead;
  }

  /** How long to wait before asking again: about three seconds of event time. */
  synchronized Duration interval() {
    double millis = STEP_OF_EVENT_TIME.toMillis() / Math.max(speed, 1);
    if (millis > LONGEST_INTERVAL.toMillis()) {
      return LONGEST_INTERVAL;
    }
    return millis < SHORTEST_INTERVAL.toMillis()
        ? SHORTEST_INTERVAL
        : Duration.ofMillis((long) millis);
  }

  /** How long no answer has come. */
  synchronized Duration silence(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - answeredNanos));
  }

  synchronized double speed() {
    return speed;
  }
}

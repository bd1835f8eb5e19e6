package io.reflexarc.sandbox.scenario;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A stop watch for what a person waits for, handed in from outside. */
public final class RealTime {

  private final LongSupplier nanos;
  private final long began;

  private RealTime(LongSupplier nanos, long began) {
    this.nanos = nanos;
    this.began = began;
  }

  /**
   * A watch that is running already.
   *
   * @param nanos a clock of nanoseconds that never goes back
   * @param already how long it has been running
   */
  public static RealTime running(LongSupplier nanos, Duration already) {
    return new RealTime(nanos, nanos.getAsLong() - already.toNanos());
  }

  /** Since it began. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - began);
  }
}

package io.reflexarc.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, as a production process takes it. */
public final class SystemTime implements TimeSource {

  private final InstantSource clock;

  /**
   * @param clock the system's clock, chosen by whoever starts the process
   */
  public SystemTime(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public boolean awaitUntil(Instant deadline, Duration atMost) throws InterruptedException {
    Duration left = Duration.between(instant(), deadline);
    Duration wait = left.compareTo(atMost) < 0 ? left : atMost;
    if (!wait.isNegative() && !wait.isZero()) {
      Pause.of(wait);
    }
    return !instant().isBefore(deadline);
  }

  @Override
  public double speed() {
    return 1;
  }
}

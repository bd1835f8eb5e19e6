package io.reflexarc.runtime.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock moved by hand: the twin of the real ones for tests and simulations. It never goes
 * backwards.
 */
public final class ManualTime implements TimeSource {

  private Instant now;

  /**
   * @param start what it reads at first
   */
  public ManualTime(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /** Moves it on and wakes who waits. */
  public synchronized void advance(Duration by) {
    moveTo(now.plus(by));
  }

  /**
   * Moves it on and wakes who waits.
   *
   * @throws IllegalArgumentException when that would be backwards
   */
  public synchronized void moveTo(Instant then) {
    if (then.isBefore(now)) {
      throw new IllegalArgumentException("time does not go from " + now + " back to " + then);
    }
    now = then;
    notifyAll();
  }

  @Override
  public synchronized boolean awaitUntil(Instant deadline, Duration atMost)
      throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (now.isBefore(deadline)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public double speed() {
    return 1;
  }
}

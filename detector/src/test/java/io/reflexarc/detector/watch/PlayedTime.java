package io.reflexarc.detector.watch;

import io.reflexarc.runtime.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The clock of a recording: stands where its player has got to. */
final class PlayedTime implements TimeSource {

  private static final Duration STEP = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final double speed;
  private Instant now;

  /**
   * @param speed recorded seconds in one real second; infinite for as fast as can be
   */
  PlayedTime(Instant start, double speed) {
    this.now = start;
    this.speed = speed;
  }

  @Override
  public Instant instant() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public double speed() {
    return Double.isInfinite(speed) ? 1_000 : speed;
  }

  @Override
  public boolean awaitUntil(Instant deadline, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while (now.isBefore(deadline) && left > 0) {
        left = moved.awaitNanos(left);
      }
      return !now.isBefore(deadline);
    } finally {
      lock.unlock();
    }
  }

  /** Goes on to a moment, in as much real time as the speed says; never back. */
  void reach(Instant moment) throws InterruptedException {
    while (!Double.isInfinite(speed) && instant().plus(STEP).isBefore(moment)) {
      TimeUnit.NANOSECONDS.sleep((long) (STEP.toNanos() / speed));
      set(instant().plus(STEP));
    }
    set(moment);
  }

  private void set(Instant moment) {
    lock.lock();
    try {
      now = moment.isAfter(now) ? moment : now;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

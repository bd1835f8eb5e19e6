package io.reflexarc.actuator.lookout;

import io.reflexarc.runtime.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Looks after things again and again: every five seconds of event time. */
public final class Rounds implements Runnable, AutoCloseable {

  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration AT_LEAST_REAL = Duration.ofMillis(100);
  private static final Duration AT_MOST_REAL = Duration.ofSeconds(5);

  private final TimeSource time;
  private final List<Runnable> each;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private boolean closing;

  /**
   * @param each what is done in a round, in order
   */
  public Rounds(TimeSource time, List<Runnable> each) {
    this.time = time;
    this.each = List.copyOf(each);
  }

  @Override
  public void run() {
    try {
      while (pause()) {
        each.forEach(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next round; false when there is none. */
  private boolean pause() throws InterruptedException {
    lock.lock();
    try {
      long nanos = AT_LEAST_REAL.toNanos();
      while (!closing && nanos > 0) {
        nanos = closed.awaitNanos(nanos);
      }
      if (closing) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    time.awaitUntil(time.instant().plus(EVERY), AT_MOST_REAL);
    return true;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      closed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

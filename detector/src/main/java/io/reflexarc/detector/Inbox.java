package io.reflexarc.detector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the sensing thread. Bounded: who finds it full waits. Knows since when its oldest
 * piece of work, the one in hand included, has been waiting.
 */
final class Inbox {

  private final int capacity;
  private final Deque<Work> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();
  private @Nullable Work inHand;
  private boolean closed;

  record Work(Instant since, Runnable task) {}

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Puts work in; waits while it is full. After {@link #close} work is refused.
   *
   * @return whether it was taken
   */
  boolean put(Instant now, Runnable task) {
    lock.lock();
    try {
      while (!closed && waiting.size() >= capacity) {
        notFull.await();
      }
      if (closed) {
        return false;
      }
      waiting.addLast(new Work(now, task));
      notEmpty.signal();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts work in if there is room at once.
   *
   * @return whether it was taken
   */
  boolean offer(Instant now, Runnable task) {
    lock.lock();
    try {
      if (closed || waiting.size() >= capacity) {
        return false;
      }
      waiting.addLast(new Work(now, task));
      notEmpty.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the oldest work in hand, which ends what was in hand; null when none comes in time. */
  @Nullable Work take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      inHand = null;
      long nanos = atMost.toNanos();
      while (waiting.isEmpty() && nanos > 0) {
        nanos = notEmpty.awaitNanos(nanos);
      }
      inHand = waiting.pollFirst();
      notFull.signal();
      return inHand;
    } finally {
      lock.unlock();
    }
  }

  /** Since when the oldest work has been waiting; {@code now} when there is none. */
  Instant oldest(Instant now) {
    lock.lock();
    try {
      Work oldest = inHand != null ? inHand : waiting.peekFirst();
      return oldest == null ? now : oldest.since();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses further work and lets those go who wait to put some in. */
  void close() {
    lock.lock();
    try {
      closed = true;
      notFull.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

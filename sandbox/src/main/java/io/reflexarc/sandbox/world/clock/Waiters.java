package io.reflexarc.sandbox.world.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Threads that wait for a virtual instant. Each is parked until its own deadline is reached, so a
 * step of the clock that reaches nobody's deadline costs one comparison however many wait.
 */
final class Waiters {
  private final PriorityQueue<Waiter> queue =
      new PriorityQueue<>(Comparator.comparing(Waiter::deadline));
  private final Supplier<Instant> now;
  private final LongSupplier nanos;
  private volatile Instant earliest = Instant.MAX;

  Waiters(Supplier<Instant> now, LongSupplier nanos) {
    this.now = now;
    this.nanos = nanos;
  }

  /** The earliest deadline anybody waits for; {@link Instant#MAX} when nobody does. */
  Instant earliest() {
    return earliest;
  }

  /** Wakes whoever waits for {@code reached} or earlier. To be called after the clock was set. */
  void reached(Instant reached) {
    if (reached.isBefore(earliest)) {
      return;
    }
    synchronized (queue) {
      for (Waiter w = queue.peek(); w != null && !w.deadline.isAfter(reached); w = queue.peek()) {
        queue.poll();
        w.done = true;
        LockSupport.unpark(w.thread);
      }
      refreshEarliest();
    }
  }

  boolean await(Instant deadline, Duration atMost) throws InterruptedException {
    if (reachedAlready(deadline)) {
      return true;
    }
    Waiter waiter = new Waiter(deadline, Thread.currentThread());
    synchronized (queue) {
      queue.add(waiter);
      refreshEarliest();
    }
    // The deadline is published before the clock is read, the clock is set before the deadlines
    // are read: one of the two sides sees the other.
    boolean reached = reachedAlready(deadline) || park(waiter, atMost);
    synchronized (queue) {
      if (queue.remove(waiter)) {
        refreshEarliest();
      }
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted while waiting for " + deadline);
    }
    return reached || reachedAlready(deadline);
  }

  private boolean park(Waiter waiter, Duration atMost) {
    long end = nanos.getAsLong() + toNanos(atMost);
    while (!waiter.done && !Thread.currentThread().isInterrupted()) {
      long left = end - nanos.getAsLong();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(this, left);
    }
    return waiter.done;
  }

  private boolean reachedAlready(Instant deadline) {
    return !now.get().isBefore(deadline);
  }

  private void refreshEarliest() {
    Waiter head = queue.peek();
    earliest = head == null ? Instant.MAX : head.deadline;
  }

  private static long toNanos(Duration atMost) {
    return atMost.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : atMost.toNanos();
  }

  private static final class Waiter {
    private final Instant deadline;
    private final Thread thread;
    private volatile boolean done;

    private Waiter(Instant deadline, Thread thread) {
      this.deadline = deadline;
      this.thread = thread;
    }

    Instant deadline() {
      return deadline;
    }
  }
}

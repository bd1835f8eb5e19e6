package io.reflexarc.sandbox.world.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What happens when: entries in order of their instant, and of their arrival where that is equal,
 * so that the same world runs the same way each time. Thread-safe.
 */
final class Agenda {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long arrivals;

  synchronized Scheduled add(Instant at, Runnable task) {
    Entry entry = new Entry(at, arrivals++, task, null);
    entries.add(entry);
    return entry;
  }

  synchronized Scheduled add(Instant first, Duration period, Runnable task) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period: " + period + " is not above zero");
    }
    Entry entry = new Entry(first, arrivals++, task, period);
    entries.add(entry);
    return entry;
  }

  /** The instant of the next entry, or null when there is none. */
  synchronized @Nullable Instant next() {
    dropCancelled();
    Entry head = entries.peek();
    return head == null ? null : head.at;
  }

  /** Takes the next entry if it is due at {@code limit}; a periodic one is put back. */
  synchronized @Nullable Entry takeDue(Instant limit) {
    dropCancelled();
    Entry head = entries.peek();
    if (head == null || head.at.isAfter(limit)) {
      return null;
    }
    entries.poll();
    if (head.period != null) {
      Entry again = new Entry(head.at.plus(head.period), arrivals++, head.task, head.period);
      again.origin = head.origin;
      entries.add(again);
    }
    return head;
  }

  private void dropCancelled() {
    for (Entry head = entries.peek(); head != null && head.isCancelled(); head = entries.peek()) {
      entries.poll();
    }
  }

  static final class Entry implements Scheduled, Comparable<Entry> {
    final Instant at;
    final Runnable task;
    private final long arrival;
    private final @Nullable Duration period;
    private Entry origin = this;
    private volatile boolean cancelled;

    private Entry(Instant at, long arrival, Runnable task, @Nullable Duration period) {
      this.at = at;
      this.arrival = arrival;
      this.task = task;
      this.period = period;
    }

    @Override
    public void cancel() {
      origin.cancelled = true;
    }

    boolean isCancelled() {
      return origin.cancelled;
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(arrival, other.arrival);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(arrival);
    }
  }
}

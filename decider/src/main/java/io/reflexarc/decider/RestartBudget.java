package io.reflexarc.decider;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** How often a stream thread may be replaced before the process gives up and asks for a restart. */
final class RestartBudget {

  private final int most;
  private final long withinNanos;
  private final LongSupplier nanos;
  private final ArrayDeque<Long> used = new ArrayDeque<>();

  /**
   * A budget.
   *
   * @param most replacements within the span
   * @param withinNanos length of the span, nanoseconds of the machine's monotonic clock
   */
  RestartBudget(int most, long withinNanos, LongSupplier nanos) {
    this.most = most;
    this.withinNanos = withinNanos;
    this.nanos = nanos;
  }

  /** Takes one; false when none is left. */
  synchronized boolean take() {
    long now = nanos.getAsLong();
    while (!used.isEmpty() && now - used.getFirst() > withinNanos) {
      used.removeFirst();
    }
    if (used.size() >= most) {
      return false;
    }
    used.addLast(now);
    return true;
  }
}

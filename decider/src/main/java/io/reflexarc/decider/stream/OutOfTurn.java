package io.reflexarc.decider.stream;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits that are asked for because somebody waits for a record. Each of them ends the transaction
 * of the whole thread, so there are at most {@link #AT_ONCE} of them at once and {@link #A_SECOND}
 * a second of real time: what is asked for beyond that is seen when the commit interval is over,
 * together with all else that came meanwhile.
 *
 * <p>Of one stream thread, and for all of its tasks.
 */
final class OutOfTurn {

  /** Enough for three decisions with their permits. */
  static final int AT_ONCE = 9;

  static final int A_SECOND = 30;

  private static final double MILLIS_IN_A_SECOND = 1_000;

  private double left = AT_ONCE;
  private long filledAt = Long.MIN_VALUE;

  /** Asks for a commit, unless there were too many. */
  void commit(ProcessorContext<?, ?> context) {
    if (take(context.currentSystemTimeMs())) {
      context.commit();
    }
  }

  /**
   * Whether there may be one more.
   *
   * @param now real time, milliseconds
   */
  boolean take(long now) {
    double gained =
        filledAt == Long.MIN_VALUE
            ? 0
            : Math.max(0, now - filledAt) / MILLIS_IN_A_SECOND * A_SECOND;
    left = Math.min(AT_ONCE, left + gained);
    filledAt = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

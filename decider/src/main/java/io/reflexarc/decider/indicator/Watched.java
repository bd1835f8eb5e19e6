package io.reflexarc.decider.indicator;

/**
 * For how long facts have been listened to without a gap: silence before that says nothing.
 *
 * @param since event time since which ticks came without a gap, and which evidence may speak of
 * @param horizon event time up to which all is told
 */
public record Watched(long since, long horizon) {

  /** Milliseconds, 0 when it has not begun. */
  public long millis() {
    return since >= horizon ? 0 : horizon - since;
  }
}

package io.reflexarc.decider.window;

/**
 * A window of event time, and the watermark before which nothing counts.
 *
 * @param endMillis its end, event time, inclusive
 * @param lengthMillis its length, milliseconds, greater than 0
 * @param notBefore evidence that speaks of any time before this does not count; {@link
 *     Long#MIN_VALUE} where all counts
 */
public record Span(long endMillis, long lengthMillis, long notBefore) {

  /**
   * @throws IllegalArgumentException when it has no length
   */
  public Span {
    if (lengthMillis <= 0) {
      throw new IllegalArgumentException("a window of " + lengthMillis + " ms has no length");
    }
  }

  /** Event time of its start, exclusive; never before the watermark. */
  public long startMillis() {
    return Math.max(endMillis - lengthMillis, notBefore);
  }

  /**
   * Whether a pane lies in the window and after the watermark. The window is as many panes as its
   * length needs, the one in progress included, so it changes only when a pane does.
   */
  boolean holds(long paneIndex, long coveredFrom, long paneMillis) {
    return paneIndex > before(paneMillis)
        && paneIndex <= Math.floorDiv(endMillis, paneMillis)
        && coveredFrom >= notBefore;
  }

  /** Index of the last pane before the window. */
  long before(long paneMillis) {
    long panes = (lengthMillis + paneMillis - 1) / paneMillis;
    return Math.floorDiv(endMillis, paneMillis) - panes;
  }
}

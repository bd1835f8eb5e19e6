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
   * The panes of a length that lie in the window. It is as many panes as its length needs, the one
   * in progress included, so it changes only when a pane does.
   */
  Reach reach(long paneMillis) {
    long last = Math.floorDiv(endMillis, paneMillis);
    return new Reach(last - (lengthMillis + paneMillis - 1) / paneMillis, last, notBefore);
  }
}

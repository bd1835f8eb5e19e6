package io.reflexarc.decider.window;

/**
 * Which panes of one length a window takes in.
 *
 * @param before index of the last pane before the window
 * @param last index of its last pane
 * @param notBefore panes that speak of any event time before this do not count
 */
record Reach(long before, long last, long notBefore) {

  /** Whether a pane lies in the window and after the watermark. */
  boolean holds(long index, long coveredFrom) {
    return index > before && index <= last && coveredFrom >= notBefore;
  }
}

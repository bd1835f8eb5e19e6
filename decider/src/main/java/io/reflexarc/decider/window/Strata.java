package io.reflexarc.decider.window;

/**
 * Stretches of event time, each a whole number of panes, one after the other. They begin at
 * multiples of their length, so that every look at the same time sees the same ones, and only such
 * as are over and wholly within it.
 *
 * @param first index of the oldest pane of the oldest one
 * @param count how many there are
 * @param panes how many panes each has
 * @param paneMillis length of a pane, milliseconds
 * @param notBefore evidence that speaks of any time before this does not count
 */
public record Strata(long first, int count, int panes, long paneMillis, long notBefore) {

  /** The shortest; instances that are scraped as often as this have a share in each. */
  private static final long SHORTEST_MILLIS = 60_000;

  /** The fewest panes, so that unevenness within each can be told. */
  private static final int FEWEST_PANES = 3;

  /**
   * Those that are over at the end of a span, as far back as it reaches. So far its panes must be
   * kept.
   */
  public static Strata until(Span span, long paneMillis) {
    int panes = (int) Math.max(FEWEST_PANES, (SHORTEST_MILLIS + paneMillis - 1) / paneMillis);
    long current = Math.floorDiv(span.endMillis(), paneMillis);
    long end = Math.floorDiv(current, panes);
    long begin = -Math.floorDiv(span.lengthMillis() / paneMillis - 1 - current, panes);
    return new Strata(
        begin * panes, Math.toIntExact(end - begin), panes, paneMillis, span.notBefore());
  }

  /** Length of each, milliseconds. */
  public long millis() {
    return panes * paneMillis;
  }

  /** How many panes all of them have. */
  public int allPanes() {
    return count * panes;
  }

  /** Place of a pane, 0 being the oldest; -1 when it lies in none, or does not count. */
  int place(long index, long coveredFrom) {
    boolean within = index >= first && index < first + allPanes();
    return within && coveredFrom >= notBefore ? (int) (index - first) : -1;
  }
}

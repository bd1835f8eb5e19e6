package io.reflexarc.decider.window;

/**
 * Stretches of event time, each a whole number of panes, one after the other, in which series are
 * added up apart. They begin at multiples of their length, so that every look at the same time sees
 * the same ones, and only such as are over and as every series still has panes of.
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

  /** Those that are over at the end of a window, as far back as panes are kept. */
  public static Strata until(Span span, long paneMillis) {
    int panes = (int) ((SHORTEST_MILLIS + paneMillis - 1) / paneMillis);
    long current = Math.floorDiv(span.endMillis(), paneMillis);
    long end = Math.floorDiv(current, panes);
    long begin = -Math.floorDiv(SeriesKey.MOST_PANES - 1 - current, panes);
    return new Strata(
        begin * panes, Math.toIntExact(end - begin), panes, paneMillis, span.notBefore());
  }

  /** Length of each, milliseconds. */
  public long millis() {
    return panes * paneMillis;
  }

  /** Which one a pane lies in, 0 being the oldest; -1 when it lies in none, or does not count. */
  int of(Pane pane) {
    boolean within = pane.index() >= first && pane.index() < first + (long) count * panes;
    return within && pane.coveredFrom() >= notBefore ? (int) ((pane.index() - first) / panes) : -1;
  }
}

package io.reflexarc.decider.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One watched series of one instance: its panes, oldest first, and what the next sample is compared
 * with. Samples must come in the order of their time; {@link TargetWindows} sees to that.
 *
 * <p>Counters are corrected over resets as in Prometheus' {@code increase}: where the value drops
 * or the process was started anew, the new value is the increase. They are not extrapolated.
 */
public final class Series {

  /** A counter that was silent longer than this begins anew: nobody knows when it rose. */
  public static final long LONGEST_GAP_MILLIS = 120_000;

  private final SeriesKey key;
  private final double upperBound;
  private final Panes panes;
  private double lastValue;
  private long lastAt;
  private long keptMillis = Long.MAX_VALUE / 2;

  /** A series that has seen nothing. */
  public Series(SeriesKey key) {
    this(key, List.of(), 0, Long.MIN_VALUE);
  }

  /** A series as it was stored. */
  public Series(SeriesKey key, Collection<Pane> panes, double lastValue, long lastAt) {
    this.key = key;
    this.upperBound = key.use() == SeriesKey.Use.BUCKETS ? key.upperBound() : Double.NaN;
    this.panes = new Panes(key);
    this.lastValue = lastValue;
    this.lastAt = lastAt;
    for (Pane pane : panes) {
      this.panes.add(pane.index(), pane.sum(), pane.count(), pane.last(), pane.coveredFrom());
    }
  }

  /** What it watches. */
  public SeriesKey key() {
    return key;
  }

  /** The upper bound of the bucket that it counts, maybe infinite; not a number for others. */
  public double upperBound() {
    return upperBound;
  }

  /** Value of the youngest sample. */
  public double lastValue() {
    return lastValue;
  }

  /** Event time of the youngest sample; {@link Long#MIN_VALUE} before the first. */
  public long lastAt() {
    return lastAt;
  }

  /** Its panes, oldest first. */
  public List<Pane> panes() {
    List<Pane> all = new ArrayList<>(panes.size());
    for (int pane = 0; pane < panes.size(); pane++) {
      all.add(panes.get(pane));
    }
    return all;
  }

  /** Index of its oldest pane in a window; {@link Long#MAX_VALUE} when there is none. */
  public long firstPane(Span span) {
    Reach reach = span.reach(key.paneMillis());
    for (int pane = panes.firstIn(reach); pane < panes.size(); pane++) {
      if (panes.isIn(reach, pane)) {
        return panes.index(pane);
      }
    }
    return Long.MAX_VALUE;
  }

  /**
   * Index of its youngest pane that ends with a window or before; {@link Long#MIN_VALUE} if none.
   */
  public long lastWholePane(Span span) {
    long open = key.paneOf(span.endMillis());
    int pane = panes.size() - 1;
    while (pane >= 0 && panes.index(pane) >= open) {
      pane--;
    }
    return pane < 0 ? Long.MIN_VALUE : panes.index(pane);
  }

  /** From now on its panes are kept for so long. */
  void keep(long millis) {
    keptMillis = millis;
  }

  /** Takes the next sample. */
  void add(long at, double value, Restart restart) {
    switch (key.use()) {
      case LEVEL, HIGHEST, LOWEST -> addLevel(at, value, restart);
      case RATE, BUCKETS -> addRate(at, value, restart);
      case PRESENCE -> {}
    }
    lastValue = value;
    lastAt = at;
  }

  private void addLevel(long at, double value, Restart restart) {
    if (restart.happened()) {
      panes.clear();
    }
    put(at, value, value, at);
  }

  private void addRate(long at, double value, Restart restart) {
    if (lastAt == Long.MIN_VALUE || at - lastAt > LONGEST_GAP_MILLIS) {
      return;
    }
    boolean reset = restart.happened() || value < lastValue;
    put(at, reset ? value : value - lastValue, value, lastAt);
  }

  private void put(long at, double amount, double value, long since) {
    long index = key.paneOf(at);
    int youngest = panes.size() - 1;
    if (youngest >= 0 && panes.index(youngest) == index) {
      panes.widen(together(panes.sum(youngest), amount), value, since);
    } else {
      panes.add(index, amount, 1, value, since);
    }
  }

  private double together(double sum, double amount) {
    return switch (key.use()) {
      case HIGHEST -> Math.max(sum, amount);
      case LOWEST -> Math.min(sum, amount);
      case LEVEL, RATE, BUCKETS, PRESENCE -> sum + amount;
    };
  }

  /** Drops the panes that ended too long before {@code now}, or that no window of it reaches. */
  void expire(long now) {
    if (panes.isEmpty()) {
      return;
    }
    long reached = panes.index(panes.size() - 1) - SeriesKey.MOST_PANES - 2;
    long oldest = Math.max(key.paneOf(now - keptMillis), reached);
    while (!panes.isEmpty() && panes.index(0) < oldest) {
      panes.removeOldest();
    }
  }

  /** What the panes of a window add up to; a counter's increase. */
  public double sum(Span span) {
    return sum(span.reach(key.paneMillis()));
  }

  /** What its panes add up to that a window of their length takes in. */
  double sum(Reach reach) {
    return panes.sum(reach);
  }

  /**
   * Adds to each pane of the strata what it holds; a counter's increase.
   *
   * @param sums one for each pane of all strata, oldest first
   */
  public void addTo(double[] sums, Strata strata) {
    for (int pane = 0; pane < panes.size(); pane++) {
      int place = strata.place(panes.index(pane), panes.coveredFrom(pane));
      if (place >= 0) {
        sums[place] += panes.sum(pane);
      }
    }
  }

  /** The panes of a window, oldest first. */
  public List<Pane> within(Span span) {
    Reach reach = span.reach(key.paneMillis());
    List<Pane> found = new ArrayList<>();
    for (int pane = panes.firstIn(reach); pane < panes.size(); pane++) {
      if (panes.isIn(reach, pane)) {
        found.add(panes.get(pane));
      }
    }
    return found;
  }

  /** Hands out the panes of a window, oldest first, without making them. */
  public void visit(Span span, PaneVisitor visitor) {
    Reach reach = span.reach(key.paneMillis());
    for (int pane = panes.firstIn(reach); pane < panes.size(); pane++) {
      if (panes.isIn(reach, pane)) {
        panes.show(pane, visitor);
      }
    }
  }

  /** The oldest event time that its panes in a window speak of; its end when there are none. */
  public long coveredFrom(Span span) {
    Reach reach = span.reach(key.paneMillis());
    for (int pane = panes.firstIn(reach); pane < panes.size(); pane++) {
      if (panes.isIn(reach, pane)) {
        return panes.coveredFrom(pane);
      }
    }
    return span.endMillis();
  }

  /** Whether the process that is measured was started anew since the sample before. */
  enum Restart {
    NONE,
    HAPPENED;

    static Restart of(boolean happened) {
      return happened ? HAPPENED : NONE;
    }

    boolean happened() {
      return this == HAPPENED;
    }
  }
}

package io.reflexarc.decider.window;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
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
  private final ArrayDeque<Pane> panes;
  private double lastValue;
  private long lastAt;

  /** A series that has seen nothing. */
  public Series(SeriesKey key) {
    this(key, List.of(), 0, Long.MIN_VALUE);
  }

  /** A series as it was stored. */
  public Series(SeriesKey key, Collection<Pane> panes, double lastValue, long lastAt) {
    this.key = key;
    this.panes = new ArrayDeque<>(panes);
    this.lastValue = lastValue;
    this.lastAt = lastAt;
  }

  /** What it watches. */
  public SeriesKey key() {
    return key;
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
    return List.copyOf(panes);
  }

  /** Index of its oldest pane; {@link Long#MIN_VALUE} when it has none. */
  public long firstPane() {
    Pane first = panes.peekFirst();
    return first == null ? Long.MIN_VALUE : first.index();
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
    Pane youngest = panes.peekLast();
    if (youngest != null && youngest.index() == index) {
      panes.removeLast();
      panes.addLast(longer(youngest, amount, value, since));
    } else {
      panes.addLast(new Pane(index, amount, 1, value, since));
    }
  }

  private Pane longer(Pane pane, double amount, double value, long since) {
    return switch (key.use()) {
      case HIGHEST -> pane.holding(Math.max(pane.sum(), amount), value, since);
      case LOWEST -> pane.holding(Math.min(pane.sum(), amount), value, since);
      case LEVEL, RATE, BUCKETS, PRESENCE -> pane.plus(amount, value, since);
    };
  }

  /** Drops the panes that ended before {@code horizon}, and those that no window of it reaches. */
  void expire(long horizon) {
    Pane youngest = panes.peekLast();
    long reached = youngest == null ? Long.MIN_VALUE : youngest.index() - SeriesKey.MOST_PANES - 2;
    long oldest = Math.max(key.paneOf(horizon), reached);
    while (!panes.isEmpty() && panes.getFirst().index() < oldest) {
      panes.removeFirst();
    }
  }

  /** What the panes of a window add up to; a counter's increase. */
  public double sum(Span span) {
    double sum = 0;
    for (Iterator<Pane> youngestFirst = panes.descendingIterator(); youngestFirst.hasNext(); ) {
      Pane pane = youngestFirst.next();
      if (span.holds(pane, key.paneMillis())) {
        sum += pane.sum();
      } else if (pane.index() <= span.before(key.paneMillis())) {
        break;
      }
    }
    return sum;
  }

  /**
   * Adds to each pane of the strata what it holds; a counter's increase.
   *
   * @param sums one for each pane of all strata, oldest first
   */
  public void addTo(double[] sums, Strata strata) {
    for (Pane pane : panes) {
      int place = strata.place(pane);
      if (place >= 0) {
        sums[place] += pane.sum();
      }
    }
  }

  /** The panes of a window, oldest first. */
  public List<Pane> within(Span span) {
    List<Pane> found = new ArrayList<>();
    for (Pane pane : panes) {
      if (span.holds(pane, key.paneMillis())) {
        found.add(pane);
      }
    }
    return found;
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

package io.reflexarc.decider.indicator.trend;

import io.reflexarc.decider.window.Pane;
import java.util.Arrays;
import java.util.List;

/**
 * How one instance's level climbs over a window, told apart from what only looks like a leak:
 *
 * <ul>
 *   <li><b>a garbage collector's sawtooth</b> climbs between collections only. The rate is taken
 *       from the lower envelope as well (at each time the least level from then on), which is what
 *       survives collection. What runs into the limit is its peaks;
 *   <li><b>warm-up and caches</b> climb ever more slowly. The later half must climb at least half
 *       as fast as the whole; where it climbs more slowly than the earlier half beyond chance, each
 *       half window to come is taken to climb less by as much again;
 *   <li><b>noise</b> does not climb beyond Sen's confidence bound.
 * </ul>
 *
 * <p>What most series need, whether it rises at all, is counted at once; slopes are fitted when
 * they are asked for.
 *
 * <p>Not safe for use by several threads.
 */
final class Climb {

  /** Points that a slope is fitted to; more panes are averaged into these. */
  private static final int MOST_POINTS = 30;

  /** The later half climbs at least this fraction of the whole, or it is levelling off. */
  private static final double STEADY = 0.5;

  private final double[] seconds;
  private final double[] values;
  private final double spanSeconds;
  private final long samples;
  private final boolean rises;
  private double perSecond = Double.NaN;
  private double rate = Double.NaN;

  private Climb(double[] seconds, double[] values, double spanSeconds, long samples) {
    this.seconds = seconds;
    this.values = values;
    this.spanSeconds = spanSeconds;
    this.samples = samples;
    this.rises = TheilSen.rises(seconds, values);
  }

  /** Measures the panes of a window, oldest first. */
  static Climb of(List<Pane> panes, long paneMillis) {
    long samples = 0;
    for (Pane pane : panes) {
      samples += pane.count();
    }
    if (panes.size() < TheilSen.FEWEST_POINTS) {
      double level = panes.isEmpty() ? 0 : panes.get(panes.size() - 1).mean();
      return new Climb(new double[1], new double[] {level}, 0, samples);
    }
    int size = Math.min(MOST_POINTS, panes.size());
    double[] seconds = new double[size];
    double[] values = new double[size];
    thin(panes, paneMillis, seconds, values);
    return new Climb(
        seconds,
        values,
        (panes.get(panes.size() - 1).index() - panes.get(0).index()) * paneMillis / 1e3,
        samples);
  }

  /** The slope of the whole window. */
  double perSecond() {
    if (Double.isNaN(perSecond)) {
      perSecond = TheilSen.perSecond(seconds, values);
    }
    return perSecond;
  }

  /** Lower confidence bound of that. */
  double lower() {
    return TheilSen.fit(seconds, values).lower();
  }

  /** What it gains per second for certain enough to extrapolate, 0 where it does not climb. */
  double rate() {
    if (Double.isNaN(rate)) {
      rate = rises ? certainly() : 0;
    }
    return rate;
  }

  /** What the rate never exceeds, and is sooner known. */
  double fastest() {
    return rises ? perSecond() : 0;
  }

  private double certainly() {
    double later = TheilSen.perSecond(tail(seconds), tail(values));
    if (later < STEADY * perSecond()) {
      return 0;
    }
    double envelope = TheilSen.perSecond(seconds, lowerEnvelope(values));
    return Math.max(0, Math.min(perSecond(), Math.min(envelope, later)));
  }

  /**
   * How much is left of the rate after each half window to come, over 0 to 1; 1 where it does not
   * slow down beyond chance.
   */
  double slowing() {
    Slope earlier = TheilSen.fit(head(seconds), head(values));
    Slope later = TheilSen.fit(tail(seconds), tail(values));
    boolean slower = later.perSecond() > 0 && later.upper() < earlier.lower();
    return slower ? later.perSecond() / earlier.perSecond() : 1;
  }

  /** The level at the end of the window. */
  double level() {
    return values[values.length - 1];
  }

  /** How high it may stand then: the last level, and as much more as any stood above the line. */
  double peak() {
    int last = values.length - 1;
    double peak = values[last];
    for (int i = 0; i < last; i++) {
      peak = Math.max(peak, values[i] + perSecond() * (seconds[last] - seconds[i]));
    }
    return peak;
  }

  /** Time from the first point to the last. */
  double spanSeconds() {
    return spanSeconds;
  }

  /** Samples behind it. */
  long samples() {
    return samples;
  }

  private static double[] head(double[] values) {
    return Arrays.copyOf(values, values.length - values.length / 2);
  }

  private static double[] tail(double[] values) {
    return Arrays.copyOfRange(values, values.length / 2, values.length);
  }

  /** At each point the least value from there on. */
  private static double[] lowerEnvelope(double[] values) {
    double[] envelope = values.clone();
    for (int i = values.length - 2; i >= 0; i--) {
      envelope[i] = Math.min(envelope[i], envelope[i + 1]);
    }
    return envelope;
  }

  private static void thin(List<Pane> panes, long paneMillis, double[] seconds, double[] values) {
    int size = seconds.length;
    for (int point = 0; point < size; point++) {
      int from = point * panes.size() / size;
      int to = (point + 1) * panes.size() / size;
      for (int place = from; place < to; place++) {
        Pane pane = panes.get(place);
        seconds[point] += pane.index() * paneMillis / 1e3 / (to - from);
        values[point] += pane.mean() / (to - from);
      }
    }
  }
}

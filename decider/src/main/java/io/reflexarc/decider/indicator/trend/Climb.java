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
 * @param slope the slope of the whole window
 * @param rate what it gains per second for certain enough to extrapolate, 0 where it does not climb
 * @param slowing how much is left of the rate after each half window to come, over 0 to 1; 1 where
 *     it does not slow down beyond chance
 * @param level the level at the end of the window
 * @param peak how high the level may stand at the end of the window, by its highest of the window
 * @param spanSeconds time from the first point to the last
 * @param samples samples behind it
 */
record Climb(
    Slope slope,
    double rate,
    double slowing,
    double level,
    double peak,
    double spanSeconds,
    long samples) {

  /** Points that a slope is fitted to; more panes are averaged into these. */
  private static final int MOST_POINTS = 30;

  /** The later half climbs at least this fraction of the whole, or it is levelling off. */
  private static final double STEADY = 0.5;

  /** Measures the panes of a window, oldest first. */
  static Climb of(List<Pane> panes, long paneMillis) {
    long samples = panes.stream().mapToLong(Pane::count).sum();
    if (panes.size() < TheilSen.FEWEST_POINTS) {
      double level = panes.isEmpty() ? 0 : panes.get(panes.size() - 1).mean();
      return new Climb(Slope.FLAT, 0, 1, level, level, 0, samples);
    }
    int size = Math.min(MOST_POINTS, panes.size());
    double[] seconds = new double[size];
    double[] values = new double[size];
    thin(panes, paneMillis, seconds, values);
    Slope slope = TheilSen.fit(seconds, values);
    Slope earlier = TheilSen.fit(head(seconds), head(values));
    Slope later = TheilSen.fit(tail(seconds), tail(values));
    return new Climb(
        slope,
        slope.rises() ? rate(slope, later, seconds, values) : 0,
        slowing(earlier, later),
        values[size - 1],
        peak(slope, seconds, values),
        (panes.get(panes.size() - 1).index() - panes.get(0).index()) * paneMillis / 1e3,
        samples);
  }

  private static double rate(Slope slope, Slope later, double[] seconds, double[] values) {
    double envelope = TheilSen.fit(seconds, lowerEnvelope(values)).perSecond();
    boolean steady = later.perSecond() >= STEADY * slope.perSecond();
    return steady
        ? Math.max(0, Math.min(slope.perSecond(), Math.min(envelope, later.perSecond())))
        : 0;
  }

  private static double slowing(Slope earlier, Slope later) {
    boolean slower = later.perSecond() > 0 && later.upper() < earlier.lower();
    return slower ? later.perSecond() / earlier.perSecond() : 1;
  }

  /** The last level, and as much more as any one stood above the line. */
  private static double peak(Slope slope, double[] seconds, double[] values) {
    int last = values.length - 1;
    double peak = values[last];
    for (int i = 0; i < last; i++) {
      peak = Math.max(peak, values[i] + slope.perSecond() * (seconds[last] - seconds[i]));
    }
    return peak;
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
      for (Pane pane : panes.subList(from, to)) {
        seconds[point] += pane.index() * paneMillis / 1e3 / (to - from);
        values[point] += pane.mean() / (to - from);
      }
    }
  }
}

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
 *       survives collection;
 *   <li><b>warm-up and caches</b> climb ever more slowly. The later half must climb by itself, and
 *       at least half as fast as the whole;
 *   <li><b>noise</b> does not climb beyond Sen's confidence bound.
 * </ul>
 *
 * @param slope the slope of the whole window
 * @param rate what it gains per second for certain enough to extrapolate, 0 where it does not climb
 * @param level the level at the end of the window
 * @param spanSeconds time from the first point to the last
 * @param samples samples behind it
 */
record Climb(Slope slope, double rate, double level, double spanSeconds, long samples) {

  /** Points that a slope is fitted to; more panes are averaged into these. */
  private static final int MOST_POINTS = 30;

  /** The later half climbs at least this fraction of the whole, or it is levelling off. */
  private static final double STEADY = 0.5;

  /** Measures the panes of a window, oldest first. */
  static Climb of(List<Pane> panes, long paneMillis) {
    long samples = panes.stream().mapToLong(Pane::count).sum();
    if (panes.size() < TheilSen.FEWEST_POINTS) {
      double level = panes.isEmpty() ? 0 : panes.get(panes.size() - 1).mean();
      return new Climb(Slope.FLAT, 0, level, 0, samples);
    }
    int size = Math.min(MOST_POINTS, panes.size());
    double[] seconds = new double[size];
    double[] values = new double[size];
    thin(panes, paneMillis, seconds, values);
    Slope slope = TheilSen.fit(seconds, values);
    double span = (panes.get(panes.size() - 1).index() - panes.get(0).index()) * paneMillis / 1e3;
    return new Climb(
        slope, slope.rises() ? rate(slope, seconds, values) : 0, values[size - 1], span, samples);
  }

  private static double rate(Slope slope, double[] seconds, double[] values) {
    double envelope = TheilSen.fit(seconds, lowerEnvelope(values)).perSecond();
    int half = values.length / 2;
    Slope later =
        TheilSen.fit(
            Arrays.copyOfRange(seconds, half, seconds.length),
            Arrays.copyOfRange(values, half, values.length));
    boolean steady = later.rises() && later.perSecond() >= STEADY * slope.perSecond();
    return steady
        ? Math.max(0, Math.min(slope.perSecond(), Math.min(envelope, later.perSecond())))
        : 0;
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

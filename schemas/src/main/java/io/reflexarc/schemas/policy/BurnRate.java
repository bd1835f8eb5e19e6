package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The error budget of an objective burns too fast: multi-window, multi-burn-rate (The Site
 * Reliability Workbook, ch. 5).
 *
 * @param bad counters that count what went wrong
 * @param total counters that count everything
 * @param objective share of events that are to go right, over 0 and under 1
 * @param per what is judged one by one: the workload or each version
 * @param windows pairs of windows; it is unhealthy when any pair burns
 * @param period over which the budget is given
 * @param minimumSamples fewer events in the long window of a pair are unknown health, at least 1
 */
public record BurnRate(
    MetricSelector bad,
    MetricSelector total,
    double objective,
    Per per,
    List<Pair> windows,
    Duration period,
    long minimumSamples)
    implements Indicator {

  /** Most pairs of windows. */
  public static final int MOST_PAIRS = 4;

  /** Longest window: the workbook's three days, and some more. */
  public static final Duration LONGEST = Duration.ofDays(7);

  /** How many times longer the long window of a pair is, at most: the short one is ten panes. */
  public static final int MOST_TIMES = 12;

  /** The workbook's recommendation, for a budget of 30 days: 2 %, 5 % and 10 % of it. */
  public static final List<Pair> DEFAULT =
      List.of(
          new Pair(14.4, Duration.ofHours(1), Duration.ofMinutes(5)),
          new Pair(6, Duration.ofHours(6), Duration.ofMinutes(30)),
          new Pair(1, Duration.ofDays(3), Duration.ofHours(6)));

  /**
   * A pair of windows, both of which must burn.
   *
   * @param factor how many times faster than the budget allows, over 0
   * @param longWindow shows that it is worth acting
   * @param shortWindow shows that it still goes on; shorter, at most {@link #MOST_TIMES} times
   */
  public record Pair(double factor, Duration longWindow, Duration shortWindow) {

    /**
     * @throws IllegalArgumentException when a bound makes no sense
     */
    public Pair {
      Check.that(factor > 0 && Double.isFinite(factor), "factor is not above 0");
      Check.that(
          shortWindow.compareTo(MIN_WINDOW) >= 0 && longWindow.compareTo(LONGEST) <= 0,
          "a window is not within 10s and 7d");
      Check.that(shortWindow.compareTo(longWindow) < 0, "short is not shorter than long");
      Check.that(
          shortWindow.multipliedBy(MOST_TIMES).compareTo(longWindow) >= 0,
          "long is more than " + MOST_TIMES + " times short");
    }
  }

  /**
   * @throws IllegalArgumentException when a bound makes no sense
   */
  public BurnRate {
    windows = windows.stream().sorted(Comparator.comparing(Pair::longWindow)).toList();
    Check.that(objective > 0 && objective < 1, "objective is not within 0 and 1");
    Check.that(!windows.isEmpty() && windows.size() <= MOST_PAIRS, "one to four pairs of windows");
    Check.that(!per.equals(Per.POD), "a pod has no budget of its own");
    Check.that(minimumSamples >= 1, "minimumSamples is below 1");
    Check.that(period.compareTo(Duration.ZERO) > 0, "period is not positive");
  }

  /** The long window of the fastest pair: evidence of health needs no more. */
  @Override
  public Duration window() {
    return windows.get(0).longWindow();
  }

  @Override
  public Duration memory() {
    return windows.get(windows.size() - 1).longWindow();
  }

  @Override
  public Set<String> metrics() {
    return Set.copyOf(List.of(bad.metric(), total.metric()));
  }

  @Override
  public String word() {
    return "burnRate";
  }
}

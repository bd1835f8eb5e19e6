package io.reflexarc.decider.window;

import java.util.Map;

/**
 * How long panes are kept: each series for as long as a rule looks back to it, so that what one
 * rule needs costs the others nothing.
 *
 * @param bySeries series to milliseconds; buckets as their histogram, values of a label as all of
 *     them
 * @param longestMillis the longest of all, and for what no rule asks for any more
 */
public record Retention(Map<SeriesKey, Long> bySeries, long longestMillis) {

  public Retention {
    bySeries = Map.copyOf(bySeries);
  }

  /** The same for all series. */
  public static Retention ofAll(long millis) {
    return new Retention(Map.of(), millis);
  }

  /** How long the panes of a series are kept, milliseconds. */
  long millis(SeriesKey key) {
    return bySeries.getOrDefault(key.whole(), longestMillis);
  }
}

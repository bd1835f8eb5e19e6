package io.reflexarc.chaos.report;

import java.time.Duration;
import java.util.List;

/**
 * How durations are spread, by nearest rank.
 *
 * @param n how many there are
 * @param min the shortest
 * @param p50 half of them are not longer
 * @param p90 nine of ten are not longer
 * @param max the longest
 */
public record Distribution(int n, Duration min, Duration p50, Duration p90, Duration max) {

  /**
   * Of these.
   *
   * @throws IllegalArgumentException when there are none
   */
  static Distribution of(List<Duration> durations) {
    if (durations.isEmpty()) {
      throw new IllegalArgumentException("nothing has no distribution");
    }
    List<Duration> sorted = durations.stream().sorted().toList();
    return new Distribution(
        sorted.size(),
        sorted.get(0),
        rank(sorted, 0.5),
        rank(sorted, 0.9),
        sorted.get(sorted.size() - 1));
  }

  private static Duration rank(List<Duration> sorted, double quantile) {
    return sorted.get(Math.max(0, (int) Math.ceil(quantile * sorted.size()) - 1));
  }
}

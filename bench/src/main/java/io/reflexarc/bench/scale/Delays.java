package io.reflexarc.bench.scale;

import org.HdrHistogram.Histogram;

/**
 * How long it took to hear of changes.
 *
 * @param micros of those that were heard of
 * @param expected how many were to be heard of
 * @param missing how many were not
 */
record Delays(Histogram micros, long expected, long missing) {

  private static final double MICROS_IN_A_MILLI = 1_000.0;

  double percentile(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_IN_A_MILLI;
  }

  double longest() {
    return micros.getMaxValue() / MICROS_IN_A_MILLI;
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %,d expected, %,d missing"
        .formatted(percentile(50), percentile(99), longest(), expected, missing);
  }
}

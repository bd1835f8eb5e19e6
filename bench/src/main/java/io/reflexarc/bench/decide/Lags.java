package io.reflexarc.bench.decide;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long things were on their way.
 *
 * @param micros of those that arrived
 * @param missing how many did not
 */
record Lags(Histogram micros, long missing) {

  private static final double MICROS_IN_A_MILLI = 1_000.0;
  private static final int DIGITS = 3;

  static Histogram histogram() {
    return new Histogram(TimeUnit.MINUTES.toMicros(5), DIGITS);
  }

  double percentile(double percentile) {
    return micros.getValueAtPercentile(percentile) / MICROS_IN_A_MILLI;
  }

  double longest() {
    return micros.getMaxValue() / MICROS_IN_A_MILLI;
  }

  @Override
  public String toString() {
    return "p50 %.1f ms, p99 %.1f ms, longest %.1f ms, %,d arrived, %,d missing"
        .formatted(percentile(50), percentile(99), longest(), micros.getTotalCount(), missing);
  }
}

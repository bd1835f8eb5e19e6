package io.reflexarc.decider.indicator.outlier;

import java.util.Arrays;
import java.util.Collection;

/**
 * The values of all pods in one step, described so that a few strange ones do not bend it.
 *
 * @param median their median
 * @param deviation what a standard deviation would be without the strange ones; 0 when all are
 *     alike
 */
record Field(double median, double deviation) {

  /** Makes the median absolute deviation of a normal distribution its standard deviation. */
  private static final double MAD = 0.6745;

  /** The same for the mean absolute deviation. */
  private static final double MEAN_AD = 1.253314;

  /**
   * Describes values by their median and their median absolute deviation; where more than half are
   * alike, so that that is 0, by their mean absolute deviation.
   */
  static Field of(Collection<Double> values) {
    double median = median(values);
    double[] deviations =
        values.stream().mapToDouble(value -> Math.abs(value - median)).sorted().toArray();
    double mad = median(deviations);
    return new Field(
        median, mad > 0 ? mad / MAD : MEAN_AD * Arrays.stream(deviations).average().orElse(0));
  }

  /** The median; not a number of nothing. */
  static double median(Collection<Double> values) {
    return median(values.stream().mapToDouble(value -> value).sorted().toArray());
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The modified z score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993, ch. 3):
   * {@code 0.6745 (x − median) / MAD}.
   */
  double score(double x) {
    if (Double.isInfinite(x)) {
      return Double.isInfinite(median) ? 0 : x;
    }
    return deviation > 0 ? (x - median) / deviation : 0;
  }
}

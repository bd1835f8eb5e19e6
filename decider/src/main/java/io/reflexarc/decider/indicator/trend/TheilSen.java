package io.reflexarc.decider.indicator.trend;

/**
 * The slope of Theil and Sen: the median of the slopes between all pairs of points. Up to 29 % of
 * the points may be wild without spoiling it (Sen, "Estimates of the regression coefficient based
 * on Kendall's tau", JASA 63, 1968).
 *
 * <p>Its confidence bounds are Sen's by ranks of the slopes (Gilbert, Statistical Methods for
 * Environmental Pollution Monitoring, 1987, section 16.5), the variance of Kendall's statistic
 * without ties. A lower bound above 0 is the same as a one-sided Mann-Kendall test that rejects.
 */
final class TheilSen {

  /** Fewer points have no slope. */
  static final int FEWEST_POINTS = 4;

  /** Quantile of the normal distribution for a one-sided level of 99 %. */
  private static final double Z = 2.3263;

  private TheilSen() {}

  /**
   * Fits a line.
   *
   * @param seconds strictly ascending
   * @param values as many
   */
  static Slope fit(double[] seconds, double[] values) {
    int points = seconds.length;
    if (points < FEWEST_POINTS) {
      return Slope.FLAT;
    }
    double[] slopes = slopes(seconds, values);
    Ranks ranks = new Ranks(slopes);
    int lower = lower(points, slopes.length);
    int upper = (int) Math.ceil((slopes.length + width(points)) / 2);
    return new Slope(
        ranks.median(),
        lower < 0 ? Double.NEGATIVE_INFINITY : ranks.below(lower),
        upper >= slopes.length ? Double.POSITIVE_INFINITY : ranks.above(upper));
  }

  /** The slope of {@link #fit} without its bounds. */
  static double perSecond(double[] seconds, double[] values) {
    return seconds.length < FEWEST_POINTS ? 0 : new Ranks(slopes(seconds, values)).median();
  }

  private static double[] slopes(double[] seconds, double[] values) {
    int points = seconds.length;
    double[] slopes = new double[points * (points - 1) / 2];
    int at = 0;
    for (int i = 0; i < points; i++) {
      for (int j = i + 1; j < points; j++) {
        slopes[at++] = (values[j] - values[i]) / (seconds[j] - seconds[i]);
      }
    }
    return slopes;
  }

  /**
   * Whether the lower bound of {@link #fit} is above 0, told by counting alone: the slope at the
   * place of the bound is, when no more than so many are not.
   */
  static boolean rises(double[] seconds, double[] values) {
    int points = seconds.length;
    int left = points < FEWEST_POINTS ? -1 : lower(points, points * (points - 1) / 2);
    for (int i = 0; i < points && left >= 0; i++) {
      for (int j = i + 1; j < points; j++) {
        left -= (values[j] - values[i]) / (seconds[j] - seconds[i]) > 0 ? 0 : 1;
      }
    }
    return left >= 0;
  }

  private static double width(int points) {
    return Z * Math.sqrt(points * (points - 1.0) * (2.0 * points + 5) / 18);
  }

  /** Place of the lower bound among the slopes; negative where there are too few. */
  private static int lower(int points, int slopes) {
    return (int) Math.floor((slopes - width(points)) / 2);
  }
}

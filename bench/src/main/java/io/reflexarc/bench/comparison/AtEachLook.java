package io.reflexarc.bench.comparison;

import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The peer: the pooled two-proportion z test (Fleiss, Levin, Paik: Statistical Methods for Rates
 * and Proportions, 3rd ed., ch. 3), one-sided, of the last five minutes, at each look. It is made
 * for one.
 */
final class AtEachLook implements Watcher {

  private static final int WINDOW_SECONDS = 300;

  private final double limit;

  /**
   * @param alpha the level of each look
   */
  AtEachLook(double alpha) {
    this.limit = NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha);
  }

  @Override
  public OptionalInt callsWorse(Hour hour) {
    int suspect = 0;
    int other = 0;
    for (int second = 1; second <= hour.seconds(); second++) {
      suspect += hour.suspectBad()[second - 1] - leaving(hour.suspectBad(), second);
      other += hour.otherBad()[second - 1] - leaving(hour.otherBad(), second);
      int seconds = Math.min(second, WINDOW_SECONDS);
      if (z(suspect, hour.suspectTotal() * seconds, other, hour.otherTotal() * seconds) > limit) {
        return OptionalInt.of(second);
      }
    }
    return OptionalInt.empty();
  }

  private static int leaving(int[] bad, int second) {
    return second > WINDOW_SECONDS ? bad[second - 1 - WINDOW_SECONDS] : 0;
  }

  private static double z(int suspect, double suspectTotal, int other, double otherTotal) {
    double pooled = (suspect + other) / (suspectTotal + otherTotal);
    double variance = pooled * (1 - pooled) * (1 / suspectTotal + 1 / otherTotal);
    return variance <= 0 ? 0 : (suspect / suspectTotal - other / otherTotal) / Math.sqrt(variance);
  }
}

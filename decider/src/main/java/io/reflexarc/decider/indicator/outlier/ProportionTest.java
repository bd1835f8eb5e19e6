package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.ratio.Counts;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;

/**
 * Whether one fraction is greater than another beyond chance. One-sided.
 *
 * <p>Where all four expected cell counts reach {@link #NORMAL_FROM}, the pooled two-proportion z
 * test (Fleiss, Levin, Paik: Statistical Methods for Rates and Proportions, 3rd ed., ch. 3); below,
 * where the normal approximation fails, Fisher's exact test. It is made for one look, so it is
 * asked once of each step.
 */
final class ProportionTest {

  /** Expected count from which the normal approximation is used. */
  static final double NORMAL_FROM = 10;

  private static final FisherExactTest FISHER =
      FisherExactTest.withDefaults().with(AlternativeHypothesis.GREATER_THAN);
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private ProportionTest() {}

  /**
   * The probability of a difference at least as large as this when both fractions are the same.
   *
   * @return 0 to 1; 1 when either has no events
   */
  static double pValue(Counts suspect, Counts baseline) {
    double total = suspect.total() + baseline.total();
    if (suspect.total() == 0 || baseline.total() == 0) {
      return 1;
    }
    double pooled = (suspect.bad() + baseline.bad()) / total;
    double fewest = Math.min(suspect.total(), baseline.total()) * Math.min(pooled, 1 - pooled);
    return fewest >= NORMAL_FROM || total > Integer.MAX_VALUE / 4.0
        ? byNormal(suspect, baseline, pooled)
        : byFisher(suspect, baseline);
  }

  private static double byNormal(Counts suspect, Counts baseline, double pooled) {
    double variance = pooled * (1 - pooled) * (1 / suspect.total() + 1 / baseline.total());
    if (variance <= 0) {
      return 1;
    }
    return NORMAL.survivalProbability((suspect.ratio() - baseline.ratio()) / Math.sqrt(variance));
  }

  private static double byFisher(Counts suspect, Counts baseline) {
    int suspectTotal = atLeastOne(suspect.total());
    int baselineTotal = atLeastOne(baseline.total());
    int suspectBad = (int) Math.min(suspectTotal, Math.round(suspect.bad()));
    int baselineBad = (int) Math.min(baselineTotal, Math.round(baseline.bad()));
    if (suspectBad + baselineBad == 0 || suspectBad + baselineBad == suspectTotal + baselineTotal) {
      return 1;
    }
    int[][] table = {
      {suspectBad, suspectTotal - suspectBad}, {baselineBad, baselineTotal - baselineBad}
    };
    return FISHER.test(table).getPValue();
  }

  private static int atLeastOne(double count) {
    return (int) Math.max(1, Math.round(count));
  }
}

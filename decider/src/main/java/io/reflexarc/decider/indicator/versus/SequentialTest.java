package io.reflexarc.decider.indicator.versus;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether a version is worse than another beyond chance, valid however often one looks.
 *
 * <p>A test by betting. In each stratum a bet is made on the suspect being worse; while it is not,
 * no bet gains in the mean, so that a great gain speaks against that. Side by side the bet is that
 * of the safe logrank test (ter Schure, Pérez-Ortiz, Ly, Grünwald: "The safe logrank test: error
 * control under continuous monitoring with unlimited horizon", 2020): conditional on what went
 * wrong in the stratum with either, so exact for any counts and blind to what ails both. Nobody
 * knows by how much a sick version is worse: stakes are spread over {@link #ODDS}. Nor since when:
 * a new stake is laid at the start of every stratum, and all that have been laid run on (the
 * e-detector of Shin, Ramdas, Rinaldo: "E-detectors: a nonparametric framework for sequential
 * change detection", 2022, of the Shiryaev-Roberts kind).
 *
 * <p>Stakes of one hour add up to one. So the sum of all bets is at most one in the mean after an
 * hour, and the probability that it ever reaches {@code 1 / ALPHA} within that hour is at most
 * {@link #ALPHA}; with each further hour {@link #ALPHA} more. Bets whose strata have left the
 * window are left out of the sum, which only lessens it: so the windows are all that need be known.
 * Decision record 0405.
 */
public final class SequentialTest {

  /** Probability, at most, that a version that is no worse is ever called worse within an hour. */
  public static final double ALPHA = 0.01;

  /** By how much a sick version's odds of failing may be higher; the stakes are spread evenly. */
  static final double[] ODDS = {1.5, 3, 10};

  private static final double HOUR_MILLIS = 3_600_000;

  /** No bet grows beyond this, so that it does not take as long to lose as it took to win. */
  private static final double MOST = 1e9;

  /** Half of {@link #ALPHA} is for a rate from before being higher than its bound. */
  private static final double BEFORE = ALPHA / 2;

  private SequentialTest() {}

  /**
   * Compares versions that run side by side.
   *
   * @param strata what each of them says, oldest first
   * @param stratumMillis how long each is
   */
  public static Finding beside(List<Draws> strata, long stratumMillis) {
    return new Finding(Math.min(1, 1 / sum(strata, stratumMillis)), told(strata));
  }

  /**
   * Compares a version with what another was found to be before. Each stratum must be of {@link
   * Draws#against} {@link #highestRate}.
   *
   * @param strata what each of them says, oldest first
   * @param stratumMillis how long each is
   */
  public static Finding before(List<Draws> strata, long stratumMillis) {
    return new Finding(Math.min(1, BEFORE + 1 / sum(strata, stratumMillis)), told(strata));
  }

  /**
   * The rate that a version which failed so often before does not exceed, but for a probability of
   * half of {@link #ALPHA}: the upper bound of Clopper and Pearson ("The use of confidence or
   * fiducial limits", Biometrika 26, 1934).
   *
   * @param bad of all, 0 to {@code total}
   * @param total at least 1
   */
  public static double highestRate(double bad, double total) {
    return bad >= total
        ? 1
        : BetaDistribution.of(bad + 1, total - bad).inverseSurvivalProbability(BEFORE);
  }

  private static double sum(List<Draws> strata, long stratumMillis) {
    double stake = stratumMillis / HOUR_MILLIS;
    return Arrays.stream(ODDS).map(odds -> sum(strata, odds, stake)).average().orElseThrow();
  }

  private static double sum(List<Draws> strata, double odds, double stake) {
    double sum = 0;
    for (Draws draws : strata) {
      sum = Math.min(MOST, (sum + stake) * Math.exp(draws.logGrowth(odds)));
    }
    return sum;
  }

  private static boolean told(List<Draws> strata) {
    return strata.stream().anyMatch(Draws::tell);
  }
}

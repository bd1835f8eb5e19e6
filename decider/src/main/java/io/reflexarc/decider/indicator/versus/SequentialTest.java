package io.reflexarc.decider.indicator.versus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
 * a new stake is laid at the start of every stratum that says anything, and all of them run on (the
 * e-detector of Shin, Ramdas, Rinaldo: "E-detectors: a nonparametric framework for sequential
 * change detection", 2022, of the Shiryaev-Roberts kind).
 *
 * <p>Stakes of one hour add up to one. So the sum of all bets is at most one in the mean after an
 * hour, and the probability that it ever reaches {@code 1 / ALPHA} within that hour is at most
 * {@link #ALPHA}; with each further hour {@link #ALPHA} more. Bets whose strata have left the
 * window are left out of the sum, which only lessens it: so the windows are all that need be known.
 *
 * <p>Where events fail together, so many of them count as one: the counts are divided by the
 * dispersion, which is estimated as in quasi-likelihood (McCullagh, Nelder: Generalized Linear
 * Models, 2nd ed., section 4.5) from how unevenly failures lie within strata, and never below one.
 * Decision record 0405.
 */
public final class SequentialTest {

  /** Probability, at most, that a version that is no worse is ever called worse within an hour. */
  public static final double ALPHA = 0.01;

  /** By how much a sick version's odds of failing may be higher; the stakes are spread evenly. */
  static final List<Double> ODDS = List.of(1.5, 3.0, 10.0);

  private static final double HOUR_MILLIS = 3_600_000;

  /** No bet grows beyond this, so that it does not take as long to lose as it took to win. */
  private static final double MOST = 1e9;

  /** Half of {@link #ALPHA} is for a rate from before being higher than its bound. */
  private static final double BEFORE = ALPHA / 2;

  private final Draws[] strata;
  private final double stake;
  private final double dispersion;

  private SequentialTest(Draws[] strata, long stratumMillis, double dispersion) {
    this.strata = strata;
    this.stake = stratumMillis / HOUR_MILLIS;
    this.dispersion = dispersion;
  }

  /**
   * Compares versions that run side by side.
   *
   * @param suspect what is thought worse
   * @param other what it is compared with, in the same strata
   * @param stratumMillis how long each stratum is
   */
  public static Finding beside(Tally suspect, Tally other, long stratumMillis) {
    Draws[] strata = new Draws[suspect.strata()];
    Arrays.setAll(
        strata, i -> Draws.beside(suspect.bad(i), suspect.total(i), other.bad(i), other.total(i)));
    return new SequentialTest(strata, stratumMillis, dispersion(suspect, other)).finding(0);
  }

  /**
   * Compares a version with what another was found to be before.
   *
   * @param suspect what is thought worse
   * @param otherBad what went wrong with the other
   * @param otherTotal all events of the other, at least 1
   * @param stratumMillis how long each stratum is
   */
  public static Finding before(
      Tally suspect, double otherBad, double otherTotal, long stratumMillis) {
    double dispersion = dispersion(suspect);
    double highest = highestRate(otherBad / dispersion, otherTotal / dispersion);
    Draws[] strata = new Draws[suspect.strata()];
    Arrays.setAll(strata, i -> Draws.against(highest, suspect.bad(i), suspect.total(i)));
    return new SequentialTest(strata, stratumMillis, dispersion).finding(BEFORE);
  }

  /**
   * The rate that a version which failed so often before does not exceed, but for a probability of
   * half of {@link #ALPHA}: the upper bound of Clopper and Pearson ("The use of confidence or
   * fiducial limits", Biometrika 26, 1934).
   */
  static double highestRate(double bad, double total) {
    return bad >= total
        ? 1
        : BetaDistribution.of(bad + 1, total - bad).inverseSurvivalProbability(BEFORE);
  }

  /** How many events fail together, at least 1; 1 when nobody can tell. */
  static double dispersion(Tally... tallies) {
    double freedom = Arrays.stream(tallies).mapToDouble(Tally::freedom).sum();
    double unevenness = Arrays.stream(tallies).mapToDouble(Tally::unevenness).sum();
    return freedom > 0 ? Math.max(1, unevenness / freedom) : 1;
  }

  private Finding finding(double spent) {
    double mean = ODDS.stream().mapToDouble(this::sum).average().orElseThrow();
    boolean begun = IntStream.range(0, strata.length).anyMatch(i -> strata[i].tell());
    return new Finding(Math.min(1, spent + 1 / mean), begun);
  }

  private double sum(double odds) {
    double sum = 0;
    for (Draws draws : strata) {
      if (draws.tell()) {
        sum = Math.min(MOST, (sum + stake) * Math.exp(draws.logGrowth(odds) / dispersion));
      }
    }
    return sum;
  }
}

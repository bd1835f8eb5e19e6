package io.reflexarc.decider.indicator.versus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * Two versions that are alike, looked at every second for an hour: how often is one called worse?
 * The bench {@code comparison} asks the same ten thousand times, of more traffics.
 */
class EverySecondTest {

  private static final int RUNS = 600;
  private static final int SECONDS = 3_600;
  private static final int WINDOW = 300;
  private static final int PANE = 10;
  private static final int STRATUM = 60;
  private static final int STRATA = 19;
  private static final int REQUESTS = 10;
  private static final double RATE = 0.01;

  /** Probability that so many of a second's requests fail, or fewer. */
  private static final double[] UP_TO =
      IntStream.rangeClosed(0, REQUESTS)
          .mapToDouble(BinomialDistribution.of(REQUESTS, RATE)::cumulativeProbability)
          .toArray();

  /** What went wrong in each second with either. */
  private record Run(int[] suspect, int[] other) {}

  @Test
  void shouldCallNoMoreThanAlphaOfThemWorseWhenTheyAreAlike() {
    assertThat(called(EverySecondTest::sequential)).isLessThanOrEqualTo(SequentialTest.ALPHA);
  }

  @Test
  void shouldCallFarMoreOfThemWorseWhenATestForOneLookIsAskedAtEach() {
    assertThat(called(EverySecondTest::fixed)).isGreaterThan(20 * SequentialTest.ALPHA);
  }

  private static double called(Predicate<Run> worse) {
    Random random = new Random(20_260_105);
    int called = 0;
    for (int i = 0; i < RUNS; i++) {
      called += worse.test(new Run(failures(random), failures(random))) ? 1 : 0;
    }
    return called / (double) RUNS;
  }

  private static int[] failures(Random random) {
    return IntStream.range(0, SECONDS).map(second -> failures(random.nextDouble())).toArray();
  }

  private static int failures(double chance) {
    int failures = 0;
    while (chance >= UP_TO[failures]) {
      failures++;
    }
    return failures;
  }

  private static boolean sequential(Run run) {
    for (int end = STRATUM; end <= SECONDS; end += STRATUM) {
      int strata = Math.min(STRATA, end / STRATUM);
      Tally suspect = tally(run.suspect(), end, strata);
      if (SequentialTest.beside(suspect, tally(run.other(), end, strata), STRATUM * 1_000)
          .worse()) {
        return true;
      }
    }
    return false;
  }

  private static Tally tally(int[] failures, int end, int strata) {
    double[] bad = new double[strata * STRATUM / PANE];
    for (int i = 0; i < bad.length * PANE; i++) {
      bad[i / PANE] += failures[end - strata * STRATUM + i];
    }
    double[] total = new double[bad.length];
    Arrays.fill(total, PANE * REQUESTS);
    return new Tally(bad, total, STRATUM / PANE);
  }

  /** The pooled two-proportion z test of a window, at the same level. */
  private static boolean fixed(Run run) {
    double limit = NormalDistribution.of(0, 1).inverseSurvivalProbability(SequentialTest.ALPHA);
    double suspect = 0;
    double other = 0;
    for (int end = 1; end <= SECONDS; end++) {
      suspect += run.suspect()[end - 1] - (end > WINDOW ? run.suspect()[end - 1 - WINDOW] : 0);
      other += run.other()[end - 1] - (end > WINDOW ? run.other()[end - 1 - WINDOW] : 0);
      double total = REQUESTS * (double) Math.min(end, WINDOW);
      double pooled = (suspect + other) / (2 * total);
      double error = Math.sqrt(pooled * (1 - pooled) * 2 / total);
      if (error > 0 && (suspect - other) / total > limit * error) {
        return true;
      }
    }
    return false;
  }
}

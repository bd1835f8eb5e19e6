package io.reflexarc.decider.indicator.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.indicator.Comparison;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.junit.jupiter.api.Test;

class SequentialTestTest {

  private static final long MINUTE = 60_000;

  @Property(tries = 1_000)
  void shouldGainNothingInTheMeanWhenBothFailAlike(
      @ForAll @IntRange(min = 1, max = 60) int suspect,
      @ForAll @IntRange(min = 1, max = 60) int other,
      @ForAll @IntRange(min = 0, max = 120) int failed) {
    // given
    int bad = Math.min(failed, suspect + other);
    HypergeometricDistribution chance =
        HypergeometricDistribution.of(suspect + other, suspect, bad);
    for (double odds : SequentialTest.ODDS) {
      // when
      double mean = 0;
      for (int hits = chance.getSupportLowerBound();
          hits <= chance.getSupportUpperBound();
          hits++) {
        mean +=
            chance.probability(hits)
                * Math.exp(Draws.beside(hits, suspect, bad - hits, other).logGrowth(odds));
      }
      // then
      assertThat(mean).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  @Property(tries = 1_000)
  void shouldGainNothingInTheMeanWhenItFailsNoMoreThanItMay(
      @ForAll @IntRange(min = 1, max = 200) int events,
      @ForAll @DoubleRange(min = 0, max = 1) double highest,
      @ForAll @DoubleRange(min = 0, max = 1) double part) {
    // given
    BinomialDistribution chance = BinomialDistribution.of(events, highest * part);
    for (double odds : SequentialTest.ODDS) {
      // when
      double mean = 0;
      for (int hits = 0; hits <= events; hits++) {
        mean +=
            chance.probability(hits)
                * Math.exp(Draws.against(highest, hits, events).logGrowth(odds));
      }
      // then
      assertThat(mean).isLessThanOrEqualTo(1 + 1e-9);
    }
  }

  @Property(tries = 1_000)
  void shouldNeverSayMoreThanFishersExactTestOfOneTable(
      @ForAll @IntRange(min = 1, max = 80) int suspect,
      @ForAll @IntRange(min = 1, max = 80) int other,
      @ForAll @IntRange(min = 0, max = 80) int suspectFailed,
      @ForAll @IntRange(min = 0, max = 80) int otherFailed) {
    // given
    int suspectBad = Math.min(suspectFailed, suspect);
    int otherBad = Math.min(otherFailed, other);
    int bad = suspectBad + otherBad;
    if (bad == 0 || bad == suspect + other) {
      return;
    }
    double exact =
        FisherExactTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN)
            .test(new int[][] {{suspectBad, suspect - suspectBad}, {otherBad, other - otherBad}})
            .getPValue();
    // when
    Draws draws = Draws.beside(suspectBad, suspect, otherBad, other);
    // then
    for (double odds : SequentialTest.ODDS) {
      assertThat(Math.exp(-draws.logGrowth(odds))).isGreaterThanOrEqualTo(exact * (1 - 1e-9));
    }
  }

  @Test
  void shouldBeExactWhenCountsAreSmall() {
    // two of five against none of five: Fisher says 2/9, and no bet says more
    Finding finding = beside(tally(2, 5), tally(0, 5));
    assertThat(finding.pValue()).isEqualTo(1);
    assertThat(finding.comparison()).isEqualTo(Comparison.NOT_WORSE);
    assertThat(finding.says()).isEqualTo(", no significant difference");
  }

  @Test
  void shouldCallItWorseWhenFarMoreFailThanBesideIt() {
    Finding finding = beside(tally(30, 1_000), tally(0, 1_000));
    assertThat(finding.worse()).isTrue();
    assertThat(finding.says()).isEmpty();
  }

  @Test
  void shouldCallItWorseWhenAllFailAndMostBesideIt() {
    assertThat(beside(tally(1_000, 1_000), tally(900, 1_000)).worse()).isTrue();
  }

  @Test
  void shouldNotCallTheBetterOneWorse() {
    assertThat(beside(tally(0, 1_000), tally(30, 1_000)).pValue()).isEqualTo(1);
  }

  @Test
  void shouldSayThatItIsTooEarlyWhenNothingRanBeside() {
    assertThat(beside(tally(5, 10), tally(0, 0)).says()).isEqualTo(", too early to compare");
    Tally nothing = new Tally(new double[0], new double[0], 1);
    assertThat(beside(nothing, nothing).pValue()).isEqualTo(1);
  }

  @Test
  void shouldNoticeSoonWhenItTurnsSickAfterBeingWellForLong() {
    // given two hours without a difference
    assertThat(beside(tally(5, 1_000, 120), tally(5, 1_000, 120)).worse()).isFalse();
    // when
    Tally suspect = tally(5, 1_000, 120, 30, 1_000, 1);
    // then
    assertThat(beside(suspect, tally(5, 1_000, 121)).worse()).isTrue();
  }

  @Test
  void shouldForgetSoonWhenItIsWellAgainAfterBeingSickForLong() {
    // given
    assertThat(beside(tally(300, 1_000, 120), tally(5, 1_000, 120)).worse()).isTrue();
    // when
    Tally suspect = tally(300, 1_000, 120, 20, 1_000, 20);
    // then
    assertThat(beside(suspect, tally(5, 1_000, 120, 20, 1_000, 20)).worse()).isFalse();
  }

  @Test
  void shouldNotCallItWorseWhenAllFailBecauseOfWhatBothNeed() {
    assertThat(beside(tally(0, 100, 9, 40, 100, 9), tally(1, 900, 9, 360, 900, 9)).worse())
        .isFalse();
  }

  @Test
  void shouldAllowForWhatAFewEventsFromBeforeDoNotShow() {
    // none of 300 failed, so up to 1.75 % may have been hidden: 0.005 ^ (1 / 300)
    assertThat(SequentialTest.highestRate(0, 300))
        .isCloseTo(1 - Math.pow(0.005, 1 / 300.0), within(1e-9));
    assertThat(SequentialTest.highestRate(300, 300)).isEqualTo(1);
    // then
    assertThat(SequentialTest.before(tally(15, 1_000), 0, 300, MINUTE).worse())
        .as("1.5 % is no more than that")
        .isFalse();
    assertThat(SequentialTest.before(tally(80, 1_000), 0, 300, MINUTE).worse()).isTrue();
  }

  @Test
  void shouldCountAsOneWhatFailsTogether() {
    // given 180 failures of 3,000, spread evenly, and the same in a burst
    Tally even = new Tally(new double[] {60, 61, 59}, new double[] {1_000, 1_000, 1_000}, 3);
    Tally burst = new Tally(new double[] {0, 180, 0}, new double[] {1_000, 1_000, 1_000}, 3);
    Tally other = new Tally(new double[] {10, 9, 11}, new double[] {1_000, 1_000, 1_000}, 3);
    // then
    assertThat(SequentialTest.dispersion(even, other)).isEqualTo(1);
    assertThat(beside(even, other).worse()).isTrue();
    assertThat(SequentialTest.dispersion(burst, other)).isCloseTo(95.76, within(0.01));
    assertThat(beside(burst, other).worse()).isFalse();
  }

  @Test
  void shouldNotTakeARateThatChangesFromStratumToStratumForBursts() {
    Tally changing = new Tally(new double[] {1, 1, 400, 400}, new double[] {900, 900, 900, 900}, 2);
    assertThat(SequentialTest.dispersion(changing)).isEqualTo(1);
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThatThrownBy(() -> new Draws(3, 2, 0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Draws(1, 2, 1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tally(new double[3], new double[3], 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Finding beside(Tally suspect, Tally other) {
    return SequentialTest.beside(suspect, other, MINUTE);
  }

  private static Tally tally(double bad, double total) {
    return tally(bad, total, 1);
  }

  /** So many strata of one pane, each with the same counts. */
  private static Tally tally(double bad, double total, int strata) {
    return tally(bad, total, strata, 0, 0, 0);
  }

  private static Tally tally(
      double bad, double total, int strata, double laterBad, double laterTotal, int laterStrata) {
    double[] bads = new double[strata + laterStrata];
    double[] totals = new double[strata + laterStrata];
    Arrays.fill(bads, 0, strata, bad);
    Arrays.fill(totals, 0, strata, total);
    Arrays.fill(bads, strata, bads.length, laterBad);
    Arrays.fill(totals, strata, totals.length, laterTotal);
    return new Tally(bads, totals, 1);
  }
}

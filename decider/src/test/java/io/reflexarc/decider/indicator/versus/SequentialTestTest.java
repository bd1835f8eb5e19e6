package io.reflexarc.decider.indicator.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.indicator.Comparison;
import java.util.ArrayList;
import java.util.List;
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
    Finding finding = SequentialTest.beside(List.of(Draws.beside(2, 5, 0, 5)), MINUTE);
    assertThat(finding.pValue()).isEqualTo(1);
    assertThat(finding.comparison()).isEqualTo(Comparison.NOT_WORSE);
    assertThat(finding.says()).isEqualTo(", no significant difference");
  }

  @Test
  void shouldCallItWorseWhenFarMoreFailThanBesideIt() {
    Finding finding = SequentialTest.beside(List.of(Draws.beside(30, 1_000, 0, 1_000)), MINUTE);
    assertThat(finding.worse()).isTrue();
    assertThat(finding.says()).isEmpty();
  }

  @Test
  void shouldFindTheSameWhenMostFailSinceThenWhatGoesRightIsCounted() {
    Finding finding =
        SequentialTest.beside(List.of(Draws.beside(1_000, 1_000, 900, 1_000)), MINUTE);
    assertThat(finding.worse()).isTrue();
  }

  @Test
  void shouldNotCallTheBetterOneWorse() {
    assertThat(SequentialTest.beside(List.of(Draws.beside(0, 1_000, 30, 1_000)), MINUTE).pValue())
        .isEqualTo(1);
  }

  @Test
  void shouldSayThatItIsTooEarlyWhenNothingRanBeside() {
    assertThat(SequentialTest.beside(List.of(Draws.beside(5, 10, 0, 0)), MINUTE).says())
        .isEqualTo(", too early to compare");
    assertThat(SequentialTest.beside(List.of(), MINUTE).pValue()).isEqualTo(1);
  }

  @Test
  void shouldNoticeSoonWhenItTurnsSickAfterBeingWellForLong() {
    // given two hours without a difference
    List<Draws> strata = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      strata.add(Draws.beside(5, 1_000, 5, 1_000));
    }
    assertThat(SequentialTest.beside(strata, MINUTE).worse()).isFalse();
    // when
    strata.add(Draws.beside(30, 1_000, 5, 1_000));
    // then
    assertThat(SequentialTest.beside(strata, MINUTE).worse()).isTrue();
  }

  @Test
  void shouldForgetSoonWhenItIsWellAgainAfterBeingSickForLong() {
    // given
    List<Draws> strata = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      strata.add(Draws.beside(300, 1_000, 5, 1_000));
    }
    assertThat(SequentialTest.beside(strata, MINUTE).worse()).isTrue();
    // when
    for (int i = 0; i < 20; i++) {
      strata.add(Draws.beside(20, 1_000, 20, 1_000));
    }
    // then
    assertThat(SequentialTest.beside(strata, MINUTE).worse()).isFalse();
  }

  @Test
  void shouldNotCallItWorseWhenAllFailBecauseOfWhatBothNeed() {
    // given a database that comes and goes
    List<Draws> strata = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      double rate = i % 3 == 0 ? 0.4 : 0.001;
      strata.add(Draws.beside(rate * 100, 100, rate * 900, 900));
    }
    // then
    assertThat(SequentialTest.beside(strata, MINUTE).worse()).isFalse();
  }

  @Test
  void shouldAllowForWhatAFewEventsFromBeforeDoNotShow() {
    // none of 300 failed, so up to 1.75 % may have been hidden: 0.005 ^ (1 / 300)
    double rate = SequentialTest.highestRate(0, 300);
    assertThat(rate).isCloseTo(1 - Math.pow(0.005, 1 / 300.0), within(1e-9));
    assertThat(SequentialTest.highestRate(300, 300)).isEqualTo(1);
    // then
    assertThat(before(rate, 15, 1_000).worse()).as("1.5 % is no more than that").isFalse();
    assertThat(before(rate, 80, 1_000).worse()).isTrue();
  }

  private static Finding before(double rate, double bad, double total) {
    return SequentialTest.before(List.of(Draws.against(rate, bad, total)), MINUTE);
  }

  @Test
  void shouldRefuseDrawsThatCannotBe() {
    assertThatThrownBy(() -> new Draws(3, 2, 0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Draws(1, 2, 1.5)).isInstanceOf(IllegalArgumentException.class);
  }
}

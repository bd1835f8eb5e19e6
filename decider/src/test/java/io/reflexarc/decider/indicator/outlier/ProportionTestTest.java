package io.reflexarc.decider.indicator.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.indicator.ratio.Counts;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProportionTestTest {

  @Test
  void shouldGiveFishersExactPValueWhenCountsAreSmall() {
    // the lady tasting tea with 3 of 4 right: (16 + 1) / 70
    assertThat(ProportionTest.pValue(new Counts(3, 4), new Counts(1, 4)))
        .isCloseTo(17.0 / 70, within(1e-9));
  }

  @Test
  void shouldGiveThePooledZTestsPValueWhenCountsAreLarge() {
    // z = (0.06 - 0.04) / sqrt(0.05 * 0.95 * (2 / 1000)) = 2.0520, one-sided p = 0.0201
    assertThat(ProportionTest.pValue(new Counts(60, 1_000), new Counts(40, 1_000)))
        .isCloseTo(0.0201, within(1e-4));
  }

  @Test
  void shouldTellNothingWhenOneSideHasNoEvents() {
    assertThat(ProportionTest.pValue(new Counts(5, 10), new Counts(0, 0))).isEqualTo(1);
    assertThat(ProportionTest.pValue(new Counts(0, 0), new Counts(0, 10))).isEqualTo(1);
  }

  @Test
  void shouldNotCallTwoOfFiveWorseWhenTheBaselineIsSmallToo() {
    assertThat(ProportionTest.pValue(new Counts(2, 5), new Counts(0, 5))).isGreaterThan(Jury.ALPHA);
  }

  @Property(tries = 300)
  void shouldStayAProbabilityAndFallWhenTheSuspectGetsWorse(
      @ForAll @IntRange(min = 1, max = 5_000) int suspectTotal,
      @ForAll @IntRange(min = 1, max = 5_000) int baselineTotal,
      @ForAll @IntRange(min = 0, max = 100) int badPercent) {
    // given
    Counts baseline = new Counts(Math.floor(baselineTotal * 0.02), baselineTotal);
    double bad = Math.floor(suspectTotal * badPercent / 100.0);
    // when
    double p = ProportionTest.pValue(new Counts(bad, suspectTotal), baseline);
    // then
    assertThat(p).isBetween(0.0, 1.0);
    if (bad < suspectTotal) {
      double worse = ProportionTest.pValue(new Counts(suspectTotal, suspectTotal), baseline);
      assertThat(worse).isLessThanOrEqualTo(p + 1e-9);
    }
  }
}

package io.reflexarc.decider.indicator.burnrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.BurnRate;
import io.reflexarc.schemas.policy.BurnRate.Pair;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Per;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BurnRateIndicatorTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Pair FAST = new Pair(14.4, HOUR, Duration.ofMinutes(5));
  private static final Pair SLOW = new Pair(6, HOUR.multipliedBy(6), Duration.ofMinutes(30));
  private final BurnRateIndicator indicator =
      new BurnRateIndicator(
          new BurnRate(
              MetricSelector.of("bad"),
              MetricSelector.of("total"),
              0.999,
              Per.VERSION,
              List.of(SLOW, FAST),
              Duration.ofDays(30),
              100));

  @Test
  void shouldBurnOnlyWhenBothWindowsDo() {
    assertThat(read(burn(FAST, 15, 1_000, 15, 1_000), quiet(SLOW))).isEqualTo(Health.UNHEALTHY);
    assertThat(read(burn(FAST, 15, 1_000, 14, 1_000), quiet(SLOW))).isEqualTo(Health.HEALTHY);
    assertThat(read(burn(FAST, 14, 1_000, 15, 1_000), quiet(SLOW))).isEqualTo(Health.HEALTHY);
    assertThat(read(quiet(FAST), burn(SLOW, 7, 1_000, 7, 1_000))).isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void shouldBeUnknownWhenTheFastestPairHasTooFewEvents() {
    assertThat(read(burn(FAST, 50, 99, 50, 99), quiet(SLOW))).isEqualTo(Health.UNKNOWN);
    assertThat(read(burn(FAST, 0, 1_000, 0, 0), quiet(SLOW))).isEqualTo(Health.UNKNOWN);
    assertThat(read(burn(FAST, 0, 0, 0, 0), burn(SLOW, 7, 1_000, 7, 1_000)))
        .isEqualTo(Health.UNHEALTHY);
  }

  @Test
  void shouldSayNothingWhenItWasNotMeasuredForTheShortWindow() {
    // given
    Burn young =
        new Burn(SLOW, new Counts(100, 1_000), new Counts(100, 1_000), 30 * 60_000 - 1, 1 - 0.999);
    // then
    assertThat(read(quiet(FAST), young)).isEqualTo(Health.HEALTHY);
  }

  @Test
  void shouldSayWhatIsLeftOfTheBudgetWhenItBurns() {
    // when
    Reading reading =
        indicator.read(
            Subject.ofVersion("v1"), List.of(burn(FAST, 72, 5_000, 72, 5_000), quiet(SLOW)), 0);
    // then: 14.4 times as fast for an hour of 720
    assertThat(reading.evidence().stream().filter(it -> it.getUnit().equals("budget left")))
        .first()
        .extracting(Evidence::getValue)
        .satisfies(left -> assertThat(left).isEqualTo(0.98, Offset.offset(1e-9)));
  }

  @Test
  void shouldBeClearOnlyWhenTheShortWindowStaysWithinTheBudget() {
    assertThat(
            indicator
                .read(
                    Subject.ofVersion("v1"), List.of(burn(FAST, 15, 1_000, 0, 500), quiet(SLOW)), 0)
                .clear())
        .isTrue();
    assertThat(
            indicator
                .read(
                    Subject.ofVersion("v1"), List.of(burn(FAST, 15, 1_000, 1, 500), quiet(SLOW)), 0)
                .clear())
        .isFalse();
  }

  private Health read(Burn... burns) {
    return indicator.read(Subject.ofVersion("v1"), List.of(burns), 0).health();
  }

  private static Burn quiet(Pair pair) {
    return burn(pair, 0, 1_000, 0, 1_000);
  }

  private static Burn burn(
      Pair pair, double bad, double total, double shortBad, double shortTotal) {
    return new Burn(
        pair,
        new Counts(bad, total),
        new Counts(shortBad, shortTotal),
        pair.shortWindow().toMillis(),
        1 - 0.999);
  }
}

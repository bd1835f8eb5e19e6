package io.reflexarc.bench.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.indicator.versus.SequentialTest;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallsTest {

  private static final int RUNS = 200;

  @ParameterizedTest
  @CsvSource({"10, 10, 0.005", "5, 45, 0.01", "2, 2, 0.3"})
  void shouldCallNoMoreThanAlphaWorseWhenVersionsAreAlike(int requests, int other, double rate) {
    Traffic alike = Traffic.alike("alike", requests, other, rate);
    assertThat(Calls.of(new Sequential(), alike, RUNS).called())
        .isLessThanOrEqualTo(SequentialTest.ALPHA);
    assertThat(Calls.of(new AtEachLook(SequentialTest.ALPHA), alike, RUNS).called())
        .as("the peer, so that the bench can tell")
        .isGreaterThan(10 * SequentialTest.ALPHA);
  }

  @Test
  void shouldCallEachWorseWithinMinutesWhenItIs() {
    Calls calls = Calls.of(new Sequential(), Traffic.unlike("worse", 10, 0.03, 0.0005), RUNS);
    assertThat(calls.called()).isEqualTo(1);
    assertThat(calls.medianSeconds()).isBetween(60.0, 180.0);
  }

  @Test
  void shouldKeepTheMeanWhenRequestsFailInBursts() {
    Traffic bursts = Traffic.alike("bursts", 50, 50, 0.01).inBursts(5);
    double sum = 0;
    for (int failures : bursts.hour(new SplittableRandom(1)).suspectBad()) {
      assertThat(failures % 5).isZero();
      sum += failures;
    }
    assertThat(sum / (3_600 * 50)).isBetween(0.008, 0.012);
  }
}

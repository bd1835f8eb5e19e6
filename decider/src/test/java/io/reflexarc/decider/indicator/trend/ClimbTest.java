package io.reflexarc.decider.indicator.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reflexarc.decider.window.Pane;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A corpus of curves: which are leaks, and which only look like one. Levels in MiB, ten minutes.
 */
class ClimbTest {

  private static final long PANE_MILLIS = 10_000;
  private static final int PANES = 60;

  @Test
  void shouldFindTheRateWhenMemoryLeaksSteadily() {
    assertThat(climb(minutes -> 180 + 16 * minutes, 0).rate() * 60).isCloseTo(16, within(0.1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldFindTheRateWhenALeakIsNoisy(long seed) {
    assertThat(climb(minutes -> 180 + 8 * minutes, 4, seed).rate() * 60).isCloseTo(8, within(3.0));
  }

  @Test
  void shouldFindTheRateOfWhatSurvivesWhenALeakHidesUnderASawtooth() {
    // given a collector that frees 60 MiB every 100 s, over a live set that grows
    DoubleUnaryOperator leak = minutes -> 180 + 8 * minutes + sawtooth(minutes, 100 / 60.0, 60);
    // then
    assertThat(climb(leak, 0).rate() * 60).isBetween(2.0, 10.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 3})
  void shouldNotClimbWhenACollectorDrawsASawtooth(double periodMinutes) {
    assertThat(climb(minutes -> 180 + sawtooth(minutes, periodMinutes, 100), 0).rate() * 60)
        .isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 3})
  void shouldNotClimbWhenAProcessWarmsUp(double timeConstant) {
    assertThat(climb(minutes -> 180 + 200 * (1 - Math.exp(-minutes / timeConstant)), 1).rate())
        .isZero();
  }

  @Test
  void shouldNotClimbWhenACacheHasFilled() {
    assertThat(climb(minutes -> Math.min(180 + 60 * minutes, 400), 1).rate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void shouldNotClimbWhenThereIsOnlyNoise(long seed) {
    assertThat(climb(minutes -> 180, 10, seed).rate()).isZero();
  }

  @Test
  void shouldNotClimbWhenOneSpikeStandsOut() {
    assertThat(climb(minutes -> minutes > 5 && minutes < 6 ? 500 : 180, 1).rate()).isZero();
  }

  @Test
  void shouldNotClimbWhenMemoryFalls() {
    assertThat(climb(minutes -> 400 - 10 * minutes, 0).rate()).isZero();
  }

  @Test
  void shouldBoundTheSlopeWhenPointsAreFew() {
    Slope slope = TheilSen.fit(new double[] {0, 1, 2, 3}, new double[] {0, 1, 2, 3});
    assertThat(slope.perSecond()).isEqualTo(1);
    assertThat(slope.rises()).as("four points prove nothing").isFalse();
  }

  private static double sawtooth(double minutes, double period, double height) {
    return height * (minutes / period - Math.floor(minutes / period));
  }

  private static Climb climb(DoubleUnaryOperator curve, double noise) {
    return climb(curve, noise, 42);
  }

  private static Climb climb(DoubleUnaryOperator curve, double noise, long seed) {
    Random random = new Random(seed);
    List<Pane> panes = new ArrayList<>();
    for (int i = 0; i < PANES; i++) {
      double value =
          curve.applyAsDouble(i * PANE_MILLIS / 60_000.0) + noise * random.nextGaussian();
      panes.add(new Pane(i, value, 1, value, i * PANE_MILLIS));
    }
    return Climb.of(panes, PANE_MILLIS);
  }
}

package io.reflexarc.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExtrapolationTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MILLI = 1_000_000;

  @Test
  void shouldRunOnAtTheToldSpeedWhenNoAnswerHasComeYet() {
    Extrapolation clock = new Extrapolation(START, 60, 0);
    assertThat(clock.read(50 * MILLI)).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void shouldStandStillWhenAnswersStayAway() {
    Extrapolation clock = new Extrapolation(START, 1, 0);
    assertThat(clock.read(300 * MILLI)).isEqualTo(START.plusMillis(300));
    assertThat(clock.read(10_000 * MILLI)).isEqualTo(START.plusMillis(400));
    assertThat(clock.silence(10_000 * MILLI)).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldWaitWhenAnswerLiesBehindWhatWasRead() {
    // given
    Extrapolation clock = new Extrapolation(START, 60, 0);
    Instant ahead = clock.read(100 * MILLI);

    // when: the world was slower than told
    clock.answer(START.plusSeconds(2), 60, 100 * MILLI);

    // then
    assertThat(clock.read(100 * MILLI)).isEqualTo(ahead);
    assertThat(clock.read(180 * MILLI)).isEqualTo(START.plusMillis(6_800));
  }

  @Test
  void shouldOnlyFollowAnswersWhenTheClockRunsAsFastAsItCan() {
    Extrapolation clock = new Extrapolation(START, 1e9, 0);
    assertThat(clock.read(50 * MILLI)).isEqualTo(START);
    clock.answer(START.plusSeconds(900), 1e9, 60 * MILLI);
    assertThat(clock.read(70 * MILLI)).isEqualTo(START.plusSeconds(900));
  }

  @Test
  void shouldAskOftenerWhenTheClockIsFast() {
    assertThat(new Extrapolation(START, 1, 0).interval()).isEqualTo(Duration.ofMillis(200));
    assertThat(new Extrapolation(START, 30, 0).interval()).isEqualTo(Duration.ofMillis(100));
    assertThat(new Extrapolation(START, 600, 0).interval()).isEqualTo(Duration.ofMillis(50));
  }

  @Property
  void shouldNeverGoBackwardsWhateverIsAnswered(
      @ForAll @Size(max = 50) List<@IntRange(min = -5_000, max = 5_000) Integer> jumps,
      @ForAll @IntRange(max = 2_000) int speed) {
    Extrapolation clock = new Extrapolation(START, speed, 0);
    Instant last = START;
    long nanos = 0;
    for (int jump : jumps) {
      nanos += 37 * MILLI;
      Instant read = clock.read(nanos);
      assertThat(read).isAfterOrEqualTo(last);
      last = read;
      clock.answer(read.plusMillis(jump), speed, nanos);
    }
  }
}

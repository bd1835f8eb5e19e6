package io.reflexarc.decider.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutOfTurnTest {

  private final OutOfTurn commits = new OutOfTurn();

  @Test
  void shouldLetAFewPassAtOnceAndNoMore() {
    assertThat(LongStream.range(0, 100).filter(i -> commits.take(1_000)).count())
        .isEqualTo(OutOfTurn.AT_ONCE);
  }

  @Test
  void shouldBoundWhatPassesInASecondHoweverManyAsk() {
    // given
    LongStream.range(0, 100).forEach(i -> commits.take(0));
    // then
    assertThat(LongStream.range(0, 10_000).filter(commits::take).count())
        .isBetween(10L * OutOfTurn.A_SECOND - 1, 10L * OutOfTurn.A_SECOND + 1);
  }

  @Test
  void shouldLetAllPassWhenFewAsk() {
    assertThat(LongStream.range(0, 200).filter(i -> commits.take(i * 50)).count()).isEqualTo(200);
  }

  @Test
  void shouldGainNothingWhenTheClockGoesBack() {
    // given
    LongStream.range(0, 100).forEach(i -> commits.take(10_000));
    // then
    assertThat(commits.take(0)).isFalse();
    assertThat(commits.take(1)).isFalse();
  }
}

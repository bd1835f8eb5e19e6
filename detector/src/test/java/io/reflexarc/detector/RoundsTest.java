package io.reflexarc.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final List<String> done = new ArrayList<>();
  private final Rounds rounds =
      new Rounds(
          begun ->
              new Rounds.Round(
                  List.of(piece("fact 1"), piece("fact 2")),
                  List.of(piece("state 1"), piece("state 2"), piece("state 3"))));

  @Test
  void shouldDoEverythingOnceASecondWhenThereIsNoOtherWork() {
    // when
    for (int i = 0; i < 20; i++) {
      rounds.turn(NOW.plusMillis(i), true);
    }

    // then
    assertThat(done).containsExactly("fact 1", "fact 2", "state 1", "state 2", "state 3");
    assertThat(rounds.resting()).isTrue();
  }

  @Test
  void shouldLetStatesWaitWhenThereIsOtherWork() {
    // when
    for (int i = 0; i < 900; i++) {
      rounds.turn(NOW.plusMillis(i), false);
    }

    // then
    assertThat(done).containsExactly("fact 1", "fact 2");
    assertThat(rounds.resting()).isFalse();
  }

  @Test
  void shouldTakeTurnsWithOtherWorkWhenTheSecondIsOver() {
    // given
    rounds.turn(NOW, false);
    rounds.turn(NOW, false);

    // when
    rounds.turn(NOW.plusMillis(1_000), false);
    rounds.turn(NOW.plusMillis(1_001), false);

    // then
    assertThat(done).containsExactly("fact 1", "fact 2", "state 1", "state 2");
  }

  @Test
  void shouldBeginNoRoundBeforeTheLastIsThrough() {
    // given
    rounds.turn(NOW, true);
    rounds.turn(NOW, true);

    // when
    for (int i = 0; i < 4; i++) {
      rounds.turn(NOW.plusSeconds(5), false);
    }

    // then
    assertThat(done).containsExactly("fact 1", "fact 2", "state 1", "state 2", "state 3", "fact 1");
  }

  private Consumer<Instant> piece(String name) {
    return now -> done.add(name);
  }
}

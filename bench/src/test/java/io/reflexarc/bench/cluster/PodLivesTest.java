package io.reflexarc.bench.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodLivesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

  private final PodLives lives = new PodLives(300, NOW);

  @Test
  void shouldTellEachVersionAsItWasWhenThePodHasChangedAgain() {
    // given
    long before = lives.version();

    // when
    lives.apply(new PodChange(7, PodChange.Kind.NOT_READY, NOW));
    lives.apply(new PodChange(7, PodChange.Kind.READY_AGAIN, NOW.plusSeconds(2)));

    // then
    assertThat(lives.told(before + 1).orElseThrow().pod()).isEqualTo(7);
    assertThat(lives.told(before + 1).orElseThrow().life().ready()).isFalse();
    assertThat(lives.told(before + 2).orElseThrow().life().ready()).isTrue();
    assertThat(lives.of(7).version()).isEqualTo(before + 2);
    assertThat(lives.remembers(before)).isTrue();
  }

  @Test
  void shouldForgetWhatWasWhenItExpires() {
    // given
    long before = lives.version();
    int generation = lives.generation();

    // when
    lives.expire(List.of(new PodChange(7, PodChange.Kind.CRASHED, NOW)));

    // then
    assertThat(lives.remembers(before)).isFalse();
    assertThat(lives.remembers(lives.version())).isTrue();
    assertThat(lives.generation()).isNotEqualTo(generation);
  }
}

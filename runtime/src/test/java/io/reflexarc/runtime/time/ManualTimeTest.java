package io.reflexarc.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManualTimeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldWakeWhoWaitsWhenMovedPastTheDeadline() throws Exception {
    // given
    ManualTime time = new ManualTime(START);
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(() -> await(time, START.plusSeconds(10)));

    // when
    time.advance(Duration.ofSeconds(10));

    // then
    assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldRefuseWhenMovedBackwards() {
    ManualTime time = new ManualTime(START);
    assertThatThrownBy(() -> time.moveTo(START.minusMillis(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotWaitWhenDeadlineHasPassed() throws InterruptedException {
    SystemTime time = new SystemTime(InstantSource.fixed(START));
    assertThat(time.awaitUntil(START, Duration.ofDays(1))).isTrue();
    assertThat(time.awaitUntil(START.plusSeconds(1), Duration.ZERO)).isFalse();
    assertThat(time.speed()).isEqualTo(1);
  }

  private static boolean await(ManualTime time, Instant deadline) {
    try {
      return time.awaitUntil(deadline, Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

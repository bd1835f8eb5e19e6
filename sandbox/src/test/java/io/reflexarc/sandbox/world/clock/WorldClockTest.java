package io.reflexarc.sandbox.world.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldClockTest {
  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(20);
  private final List<WorldClock> clocks = new ArrayList<>();

  @AfterEach
  void close() {
    clocks.forEach(WorldClock::close);
  }

  private WorldClock clock(Speed speed) {
    WorldClock clock = WorldClock.startingAt(START, speed, Duration.ofMinutes(1));
    clocks.add(clock);
    return clock;
  }

  @Test
  void shouldRunTasksInOrderOfTimeThenArrival() {
    // given
    WorldClock clock = clock(Speed.max());
    List<String> ran = new ArrayList<>();
    clock.after(Duration.ofSeconds(2), () -> ran.add("b at " + clock.instant()));
    clock.after(Duration.ofSeconds(1), () -> ran.add("a"));
    clock.after(Duration.ofSeconds(2), () -> ran.add("c"));
    // when
    clock.advance(Duration.ofSeconds(3));
    // then
    assertThat(ran).containsExactly("a", "b at 2026-11-23T12:00:02Z", "c");
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
  }

  @Test
  void shouldRepeatUntilCancelled() {
    // given
    WorldClock clock = clock(Speed.max());
    List<Instant> ran = new ArrayList<>();
    Scheduled beat = clock.every(Duration.ofSeconds(10), () -> ran.add(clock.instant()));
    // when
    clock.advance(Duration.ofSeconds(25));
    beat.cancel();
    clock.advance(Duration.ofSeconds(60));
    // then
    assertThat(ran).containsExactly(START.plusSeconds(10), START.plusSeconds(20));
  }

  @Test
  void shouldGoOnAndCountWhenTaskFails() {
    // given
    WorldClock clock = clock(Speed.max());
    List<String> ran = new ArrayList<>();
    clock.execute(
        () -> {
          throw new IllegalStateException("expected in this test");
        });
    clock.after(Duration.ofSeconds(1), () -> ran.add("next"));
    // when
    clock.advance(Duration.ofSeconds(2));
    // then
    assertThat(ran).containsExactly("next");
    assertThat(clock.state().failures()).isEqualTo(1);
  }

  @Test
  void shouldJumpToWaiterWhenSpeedIsMax() throws InterruptedException {
    // given
    WorldClock clock = clock(Speed.max());
    clock.start();
    // when
    boolean reached = clock.awaitUntil(START.plus(Duration.ofHours(5)), LONG);
    // then
    assertThat(reached).isTrue();
    assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofHours(5)));
  }

  @Test
  void shouldGiveUpWhenRealTimeIsOver() throws InterruptedException {
    // given
    WorldClock clock = clock(Speed.of(1));
    // when
    boolean reached = clock.awaitUntil(START.plusSeconds(1), Duration.ofMillis(5));
    // then
    assertThat(reached).isFalse();
  }

  @Test
  void shouldWakeEveryWaiterAtItsOwnTime() throws Exception {
    // given
    WorldClock clock = clock(Speed.of(600));
    ExecutorService threads = Executors.newFixedThreadPool(50);
    List<Future<Boolean>> waits = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(50);
    for (int i = 0; i < 50; i++) {
      Instant until = START.plusSeconds(i + 1);
      waits.add(
          threads.submit(
              () -> {
                ready.countDown();
                return clock.awaitUntil(until, LONG) && !clock.instant().isBefore(until);
              }));
    }
    ready.await();
    // when
    clock.start();
    // then
    for (Future<Boolean> wait : waits) {
      assertThat(wait.get(20, TimeUnit.SECONDS)).isTrue();
    }
    threads.shutdownNow();
  }

  @Test
  void shouldThrowWhenWaiterIsInterrupted() {
    // given
    WorldClock clock = clock(Speed.of(1));
    Thread.currentThread().interrupt();
    // when, then
    assertThatThrownBy(() -> clock.awaitUntil(START.plusSeconds(9), LONG))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void shouldNotPassGateAndSayWhoIsWaitedFor() throws InterruptedException {
    // given
    AtomicReference<Instant> limit = new AtomicReference<>(START.plusSeconds(30));
    WorldClock clock = clock(Speed.max());
    clock.gate(gate(limit));
    clock.every(Duration.ofSeconds(1), () -> {});
    // when
    clock.start();
    // then
    assertThat(clock.awaitUntil(START.plusSeconds(30), LONG)).isTrue();
    assertThat(clock.awaitUntil(START.plusSeconds(31), Duration.ofMillis(50))).isFalse();
    assertThat(clock.state().mode()).isEqualTo(ClockState.Mode.WAITING);
    assertThat(clock.state().waitingFor()).isEqualTo("the detector");
    assertThat(clock.state().waited()).isPositive();
    // when
    limit.set(START.plusSeconds(90));
    // then
    assertThat(clock.awaitUntil(START.plusSeconds(90), LONG)).isTrue();
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
  }

  @Test
  void shouldPassGateAndCountWhenPatienceEnds() throws InterruptedException {
    // given
    AtomicReference<Instant> limit = new AtomicReference<>(START.plusSeconds(1));
    WorldClock clock = WorldClock.startingAt(START, Speed.of(100), Duration.ofMillis(30));
    clocks.add(clock);
    clock.gate(gate(limit));
    // when
    clock.start();
    // then
    assertThat(clock.awaitUntil(START.plusSeconds(3), LONG)).isTrue();
    assertThat(clock.state().overruns()).isEqualTo(1);
    assertThat(clock.state().mode()).isEqualTo(ClockState.Mode.OVERRUN);
  }

  @Test
  void shouldNotCatchUpRealTimeLostAtGate() throws InterruptedException {
    // given
    AtomicReference<Instant> limit = new AtomicReference<>(START.plusSeconds(1));
    WorldClock clock = clock(Speed.of(50));
    clock.gate(gate(limit));
    clock.start();
    assertThat(clock.awaitUntil(START.plusSeconds(1), LONG)).isTrue();
    assertThat(clock.awaitUntil(START.plusSeconds(2), Duration.ofMillis(300))).isFalse();
    // when
    Instant before = clock.instant();
    limit.set(Instant.MAX);
    assertThat(clock.awaitUntil(before.plusMillis(500), LONG)).isTrue();
    // then: 300 ms were lost, 15 s of virtual time, and did not come back at once
    assertThat(clock.instant()).isBefore(before.plusSeconds(15));
  }

  @Test
  void shouldStandStillButRunTasksWhenPaused() throws InterruptedException {
    // given
    WorldClock clock = clock(Speed.of(1000));
    clock.pause();
    clock.start();
    CountDownLatch ran = new CountDownLatch(1);
    // when
    clock.execute(ran::countDown);
    // then
    assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(clock.instant()).isEqualTo(START);
    assertThat(clock.state().mode()).isEqualTo(ClockState.Mode.PAUSED);
    // when
    clock.resume();
    // then
    assertThat(clock.awaitUntil(START.plusSeconds(1), LONG)).isTrue();
    assertThat(clock.state().mode()).isEqualTo(ClockState.Mode.RUNNING);
  }

  @Test
  void shouldReadSpeedsAndNameMistakes() {
    assertThat(Speed.parse("60")).isEqualTo(Speed.of(60));
    assertThat(Speed.parse(" MAX ").isMax()).isTrue();
    assertThat(Speed.max().nominal()).isEqualTo(10_000);
    assertThatThrownBy(() -> Speed.parse("fast")).hasMessageContaining("'fast' is not a number");
    assertThatThrownBy(() -> Speed.parse("-1")).hasMessageContaining("not above 0");
  }

  private static Gate gate(AtomicReference<Instant> limit) {
    return new Gate() {
      @Override
      public Instant notBeyond() {
        return Objects.requireNonNull(limit.get());
      }

      @Override
      public String waitsFor() {
        return "the detector";
      }
    };
  }
}

package io.reflexarc.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final AtomicLong nanos = new AtomicLong();
  private final Health health = new Health(nanos::get);

  @AfterEach
  void close() {
    health.close();
  }

  @Test
  void shouldBeDeadWhenALoopHasNotTurnedForItsLimit() {
    // given
    Heartbeat loop = health.heartbeat("poll", Duration.ofSeconds(30));
    pass(Duration.ofSeconds(30));
    assertThat(health.live().ok()).isTrue();

    // when
    pass(Duration.ofSeconds(1));

    // then
    assertThat(health.live().ok()).isFalse();
    assertThat(detail(health.live(), "poll"))
        .isEqualTo("last beat 31s ago, limit 30s: the loop is stuck");

    // when
    loop.beat();

    // then
    assertThat(health.live().ok()).isTrue();
  }

  @Test
  void shouldStayAliveWhenALoopEndedOnPurpose() {
    Heartbeat loop = health.heartbeat("poll", Duration.ofSeconds(1));
    loop.end();
    pass(Duration.ofHours(1));
    assertThat(health.live().ok()).isTrue();
  }

  @Test
  void shouldStayAliveWhenADependencyIsGone() {
    health.ready("kafka", LONG, () -> CheckResult.bad("no broker answers"));
    assertThat(health.live().ok()).isTrue();
    assertThat(health.ready().ok()).isFalse();
  }

  @Test
  void shouldNotBeReadyWhenNotStarted() {
    // given
    StartupStep step = health.startup("state", "restoring");
    step.progress("restored 3 of 8 partitions");
    assertThat(health.startup().checks().get("state"))
        .isEqualTo(CheckResult.bad("restored 3 of 8 partitions"));
    assertThat(health.ready().ok()).isFalse();

    // when
    step.done("restored 8 partitions");
    step.progress("late word");

    // then
    assertThat(health.startup().ok()).isTrue();
    assertThat(health.ready().ok()).isTrue();
    assertThat(detail(health.startup(), "state")).isEqualTo("restored 8 partitions");
  }

  @Test
  void shouldNameEachCheckWhenOneHangsAndOneFails() {
    // given
    CountDownLatch never = new CountDownLatch(1);
    health.ready(
        "hangs",
        SHORT,
        () -> {
          never.await();
          return CheckResult.good("");
        });
    health.ready(
        "fails",
        LONG,
        () -> {
          throw new IllegalStateException("refused");
        });
    health.ready("fine", LONG, () -> CheckResult.good("3 brokers"));

    // when
    HealthReport report = health.ready();

    // then
    assertThat(report.ok()).isFalse();
    assertThat(report.checks().get("hangs")).isEqualTo(CheckResult.bad("no answer within 20ms"));
    assertThat(detail(report, "fails")).contains("refused");
    assertThat(report.checks().get("fine")).isEqualTo(CheckResult.good("3 brokers"));
    assertThat(report.inOrder().keySet()).containsExactly("fails", "fine", "hangs");
  }

  @Test
  void shouldAskOnceASecondWhenProbedOften() {
    // given
    AtomicInteger asked = new AtomicInteger();
    health.ready(
        "counts", LONG, () -> CheckResult.good("asked " + asked.incrementAndGet() + " times"));

    // when
    health.ready();
    pass(Duration.ofMillis(999));
    health.ready();

    // then
    assertThat(asked).hasValue(1);

    // when
    pass(Duration.ofMillis(1));
    health.ready();

    // then
    assertThat(asked).hasValue(2);
  }

  private static String detail(HealthReport report, String check) {
    return report.checks().getOrDefault(check, CheckResult.bad("was not asked")).detail();
  }

  private void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}

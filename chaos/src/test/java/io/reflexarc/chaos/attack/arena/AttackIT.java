package io.reflexarc.chaos.attack.arena;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Schedule.Moment;
import io.reflexarc.sandbox.scenario.RealTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of the attack. Longer: {@code -Dreflexarc.attack.faults=1000}; another schedule:
 * {@code -Dreflexarc.attack.seed=7}.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class AttackIT {

  private static final double SPEED = 20;

  @TempDir private Path folder;

  @Test
  void shouldViolateNothingWhenAttackedInEveryWay() throws InterruptedException {
    // given
    long seed = Long.getLong("reflexarc.attack.seed", 4);
    int faults = Integer.getInteger("reflexarc.attack.faults", 30);
    Heard heard = new Heard();
    RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);

    // when
    AttackReport report =
        new AttackRun(new AttackOptions(seed, faults, SPEED, folder), heard, real).run();

    // then
    assertThat(report.violations()).as(heard.shown(report)).isEmpty();
    assertThat(report.passed()).as(heard.shown(report)).isTrue();
    assertThat(report.seen().get("effects")).as(heard.shown(report)).isPositive();
  }

  /** Keeps what it is told for the message of a failed test. */
  private static final class Heard implements AttackAudience {

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void step(String says) {
      lines.add(says);
    }

    @Override
    public void attack(Moment<Attack> moment, Instant at) {
      lines.add(at + " " + moment.number() + " " + moment.what());
    }

    @Override
    public void recovered(Moment<Attack> moment, Duration took) {
      lines.add(moment.number() + " recovered after " + took.toMillis() + " ms");
    }

    @Override
    public void clock(Instant now, int done, int of, long open) {
      // Nobody watches.
    }

    String shown(AttackReport report) {
      return String.join("\n", lines) + "\n" + String.join("\n", report.table());
    }
  }
}

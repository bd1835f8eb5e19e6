package io.reflexarc.chaos.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NoiseIT {

  private static final Instant TODAY = Instant.parse("2026-11-23T10:00:00Z");

  @TempDir private Path folder;

  @Test
  void shouldHealTheTwoFaultsAndNothingElseWhenTheyHideInNormalLife() throws InterruptedException {
    // given
    NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofMinutes(105), 20, 2, 1));
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    RealTime real = RealTime.running(System::nanoTime, Duration.ZERO);
    NoiseProgress progress =
        new NoiseProgress(new PrintStream(lines, true, StandardCharsets.UTF_8), real);

    // when
    Playback playback = new NoiseRun(plan, folder, real).play(progress, TODAY);
    NoiseReport report = NoiseReport.of(plan, playback);

    // then
    assertThat(report.failures()).as(lines.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(report.passed()).isTrue();
    assertThat(report.actions()).hasSize(2);
    assertThat(report.faults())
        .hasSize(2)
        .allSatisfy(fate -> assertThat(fate.healed()).isBetween(fate.applied(), fate.closed()));
  }
}

package io.reflexarc.chaos.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NoiseProgressTest {

  private static final Instant BEGAN = Instant.parse("2026-11-23T00:00:00Z");

  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final NoiseProgress progress =
      new NoiseProgress(
          new PrintStream(lines, true, StandardCharsets.UTF_8),
          RealTime.running(nanos::get, Duration.ZERO));

  @Test
  void shouldTellHowFarHowFastAndHowMuchIsLeftWhenTimePasses() {
    // given
    progress.begins(
        ScenarioFolder.shipped("control-steady").orElseThrow().scenario(), BEGAN, 1); // 35 minutes
    progress.heard(audit(Stage.DETECTED));
    progress.heard(audit(Stage.APPLIED));

    // when
    nanos.set(Duration.ofSeconds(10).toNanos());
    progress.clock(BEGAN.plus(Duration.ofMinutes(7)));

    // then
    assertThat(lines.toString(StandardCharsets.UTF_8))
        .contains("0:07:00 of 0:35:00,  20 %, 42 times real time, 0:00:40 left")
        .contains("1 crossings, 1 actions")
        .contains("0:05:00  APPLIED    sandbox/shop/Deployment/web-000  rolled back")
        .doesNotContain("DETECTED");
  }

  @Test
  void shouldBeSilentWhenALineWasShownJustNow() {
    // given
    progress.begins(ScenarioFolder.shipped("control-steady").orElseThrow().scenario(), BEGAN, 1);
    lines.reset();

    // when
    nanos.set(Duration.ofSeconds(9).toNanos());
    progress.clock(BEGAN.plus(Duration.ofMinutes(7)));

    // then
    assertThat(lines.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  private static Heard audit(Stage stage) {
    Instant at = BEGAN.plus(Duration.ofMinutes(5));
    RemediationAudit audit =
        RemediationAudit.newBuilder()
            .setId(stage.name())
            .setAt(at)
            .setStage(stage)
            .setTarget("sandbox/shop/Deployment/web-000")
            .setActor("actuator")
            .setReason("rolled back")
            .build();
    return new Heard(Topic.REMEDIATION_AUDIT, at, "sandbox/shop/Deployment/web-000", audit);
  }
}

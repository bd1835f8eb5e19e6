package io.reflexarc.chaos.noise;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Span;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.sandbox.scenario.Verdict;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NoiseReportTest {

  private static final Instant BEGAN = Instant.parse("2026-11-23T00:00:00Z");

  private final NoisePlan plan = NoiseLife.draw(new NoiseSize(Duration.ofHours(2), 20, 1, 1));
  private final PlannedFault fault = plan.faults().get(0);
  private final StoryLog log = new StoryLog();

  @Test
  void shouldFollowTheTreatedIncidentWhenOthersOfTheWorkloadCloseBefore() {
    // given
    say(60, Stage.DETECTED, "other");
    say(90, Stage.CLOSED, "other");
    say(120, Stage.DETECTED, "treated");
    say(700, Stage.APPLIED, "treated");
    say(800, Stage.HEALED, "treated");
    say(1_700, Stage.CLOSED, "treated");

    // when
    NoiseReport report = NoiseReport.of(plan, playback(Outcome.HEALED));
    long at = fault.at().toSeconds();

    // then
    assertThat(report.passed()).isTrue();
    assertThat(report.faults())
        .containsExactly(
            new NoiseReport.Fate(
                "bad_deploy",
                fault.workload().target(),
                at,
                at + 60,
                at + 700,
                at + 800,
                at + 1_700));
    assertThat(report.lines().get(0)).contains("PASSED", "2 crossings, 1 actions", "1 of 1");
    assertThat(report.lines().get(1)).contains("acted on after 0:11:40");
  }

  @Test
  void shouldSayWhatIsWrongWhenNobodyActed() {
    // given
    say(60, Stage.DETECTED, "other");

    // when
    NoiseReport report = NoiseReport.of(plan, playback(Outcome.NO_ACTION));

    // then
    assertThat(report.passed()).isFalse();
    assertThat(report.failures()).containsExactly("the outcome is NO_ACTION, expected HEALED");
    assertThat(report.lines().get(0)).contains("FAILED", "0 of 1 faults healed");
    assertThat(report.lines().get(1)).contains("healed after never");
  }

  private void say(long seconds, Stage stage, String incident) {
    Instant at = BEGAN.plus(fault.at()).plusSeconds(seconds);
    String target = "sandbox/" + fault.workload().target();
    RemediationAudit audit =
        RemediationAudit.newBuilder()
            .setId(incident + stage)
            .setAt(at)
            .setStage(stage)
            .setIncidentId(incident)
            .setTarget(target)
            .setPolicy("shop/errors")
            .setActor("decider")
            .setAction("rollback")
            .setReason("because")
            .build();
    log.hear(new Heard(Topic.REMEDIATION_AUDIT, at, target, audit));
  }

  private Playback playback(Outcome outcome) {
    Scenario scenario = ScenarioFolder.shipped("bad-deploy").orElseThrow().scenario();
    return new Playback(
        scenario,
        new Verdict(Outcome.HEALED, outcome, List.of()),
        log,
        Double.POSITIVE_INFINITY,
        new Span(BEGAN, BEGAN, BEGAN.plus(Duration.ofHours(2))),
        Course.NONE,
        Map.of(),
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(30));
  }
}

package io.reflexarc.chaos;

import io.reflexarc.chaos.play.Experiment;
import io.reflexarc.chaos.play.Trial;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Outcome;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.ScenarioFolder;
import io.reflexarc.sandbox.scenario.Span;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.sandbox.scenario.UnattendedCourse;
import io.reflexarc.sandbox.scenario.Verdict;
import io.reflexarc.sandbox.scenario.course.Course;
import io.reflexarc.sandbox.scenario.course.Reading;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trials of {@code bad-deploy} that were never played. */
public final class Trials {

  /** When they began. */
  public static final Instant BEGAN = Instant.parse("2026-11-23T10:00:00Z");

  private static final ScenarioFolder FOLDER = ScenarioFolder.shipped("bad-deploy").orElseThrow();

  private Trials() {}

  /** Healed ten minutes after the fault; without, it went on. A reason has signs of markup. */
  public static Trial.Played healed() {
    return played(List.of());
  }

  /** The same, with an expectation that does not hold. */
  public static Trial.Played failed() {
    return played(List.of("DETECT took 11m, expected at most 10m"));
  }

  /** It could not be played. */
  public static Trial.Crashed crashed() {
    return new Trial.Crashed(
        new Experiment(FOLDER, 2, 2, 8), "Kafka <did> not start", Duration.ofSeconds(3));
  }

  private static Trial.Played played(List<String> failures) {
    Scenario scenario = FOLDER.scenario();
    Span span = new Span(BEGAN, BEGAN.plusSeconds(720), BEGAN.plusSeconds(3_000));
    StoryLog log = new StoryLog();
    hear(log, 760, Stage.DETECTED, "2 % of <script>alert(1)</script> failed");
    hear(log, 1_360, Stage.ISSUED, "roll back v3 to v2");
    hear(log, 1_362, Stage.APPLIED, "set checkout from v3 to v2");
    hear(log, 1_420, Stage.HEALED, "healed 58s after the action");
    Playback playback =
        new Playback(
            scenario,
            new Verdict(Outcome.HEALED, Outcome.HEALED, failures),
            log,
            240,
            span,
            course(1_362),
            Map.of(
                Moment.DETECT, Duration.ofSeconds(40),
                Moment.DECIDE, Duration.ofSeconds(600),
                Moment.APPLY, Duration.ofSeconds(2),
                Moment.RECOVER, Duration.ofSeconds(58)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(6),
            Duration.ofSeconds(12));
    return new Trial.Played(
        new Experiment(FOLDER, 1, 1, 7),
        playback,
        Optional.of(new UnattendedCourse(course(3_000), span)),
        Map.of(Moment.DETECT, Duration.ofMillis(170)),
        Duration.ofSeconds(17));
  }

  private static void hear(StoryLog log, int second, Stage stage, String reason) {
    Instant at = BEGAN.plusSeconds(second);
    RemediationAudit audit =
        RemediationAudit.newBuilder()
            .setId(stage + "-" + second)
            .setAt(at)
            .setStage(stage)
            .setTarget("sandbox/shop/Deployment/checkout")
            .setActor("decider")
            .setReason(reason)
            .setEvidence(List.of())
            .setBefore(Map.of())
            .setAfter(Map.of())
            .build();
    log.hear(new Heard(Topic.REMEDIATION_AUDIT, at, audit.getTarget(), audit));
  }

  /** A hundred requests a second; from the fault on three of a hundred are bad. */
  private static Course course(int curedAt) {
    List<Reading> readings = new ArrayList<>();
    for (int second = 0; second <= 3_000; second += 10) {
      long bad = 3L * Math.max(0, Math.min(second, curedAt) - 720);
      readings.add(new Reading(BEGAN.plusSeconds(second), second * 100L, bad, 10));
    }
    return new Course(Map.of("shop/checkout", readings));
  }
}

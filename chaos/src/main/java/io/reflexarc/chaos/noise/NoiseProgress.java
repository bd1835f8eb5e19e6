package io.reflexarc.chaos.noise;

import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Shows how far a run is, in a line each ten seconds, and tells of faults and actions at once. */
final class NoiseProgress implements Audience {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Set<Stage> TOLD =
      Set.of(
          Stage.HELD,
          Stage.ISSUED,
          Stage.APPLIED,
          Stage.FAILED,
          Stage.HEALED,
          Stage.NOT_HEALED,
          Stage.ESCALATED,
          Stage.CLOSED);

  private final PrintStream out;
  private final RealTime real;
  private final Map<Stage, Integer> stages = new EnumMap<>(Stage.class);
  private Instant beganAt = Instant.MAX;
  private Duration lasts = Duration.ZERO;
  private Duration realBegan = Duration.ZERO;
  private Duration shownAt = Duration.ZERO;
  private int happened;

  NoiseProgress(PrintStream out, RealTime real) {
    this.out = out;
    this.real = real;
  }

  @Override
  public Set<Topic> hears() {
    return Set.of(Topic.REMEDIATION_COMMANDS, Topic.REMEDIATION_AUDIT, Topic.INCIDENTS);
  }

  @Override
  public boolean hearsCluster() {
    return false;
  }

  @Override
  public synchronized void step(String name, Duration since) {
    out.printf("%6.1f s  %s%n", since.toMillis() / 1000.0, name);
  }

  @Override
  public void begins(Scenario scenario, Instant at, double speed) {
    beganAt = at;
    lasts = scenario.until();
    realBegan = real.elapsed();
    shownAt = realBegan;
    out.printf(
        "%s, %s, %d happenings%n", scenario.title(), words(lasts), scenario.phases().size() - 1);
  }

  @Override
  public void phase(Instant at, Phase phase) {
    happened++;
    if (phase.fault()) {
      line(at, "FAULT", phase.says());
    }
  }

  @Override
  public void cluster(Instant at, String object, String says) {}

  @Override
  public void heard(Heard heard) {
    if (heard.value() instanceof RemediationAudit audit) {
      stages.merge(audit.getStage(), 1, Integer::sum);
      if (TOLD.contains(audit.getStage())) {
        line(audit.getAt(), audit.getStage().name(), audit.getTarget() + "  " + audit.getReason());
      }
    }
  }

  @Override
  public void clock(Instant now) {
    Duration elapsed = real.elapsed();
    if (elapsed.minus(shownAt).compareTo(EVERY) >= 0) {
      shownAt = elapsed;
      out.println(progress(now, elapsed.minus(realBegan)));
    }
  }

  /** One line: event time, speed, what is left, what was done so far. */
  private String progress(Instant now, Duration took) {
    Duration played = Duration.between(beganAt, now);
    double speed = (double) played.toMillis() / Math.max(1, took.toMillis());
    Duration left =
        Duration.ofSeconds((long) (lasts.minus(played).toSeconds() / Math.max(0.001, speed)));
    return "%s of %s, %3.0f %%, %.0f times real time, %s left; %d happenings, %d crossings, %d actions"
        .formatted(
            words(played),
            words(lasts),
            100.0 * played.toMillis() / lasts.toMillis(),
            speed,
            words(left),
            happened,
            count(Stage.DETECTED),
            count(Stage.APPLIED));
  }

  @Override
  public void ends(Playback playback) {
    out.println(progress(playback.span().endedAt(), playback.real()));
  }

  private int count(Stage stage) {
    return stages.getOrDefault(stage, 0);
  }

  private void line(Instant at, String what, String says) {
    out.printf("  %s  %-10s %s%n", words(Duration.between(beganAt, at)), what, says);
  }

  /** {@code 23:59:59}. */
  static String words(Duration duration) {
    return "%d:%02d:%02d"
        .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
  }
}

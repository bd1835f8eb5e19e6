package io.reflexarc.chaos.play;

import io.reflexarc.sandbox.scenario.Audience;
import io.reflexarc.sandbox.scenario.Heard;
import io.reflexarc.sandbox.scenario.Moment;
import io.reflexarc.sandbox.scenario.Phase;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.scenario.Scenario;
import io.reflexarc.sandbox.scenario.StoryLog;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees one part of an experiment: tells the watcher how far it is, and notes when in real time its
 * records came. One thread, but for {@link #step}.
 */
final class Witness implements Audience {

  private static final Set<Stage> TOLD =
      EnumSet.of(
          Stage.DETECTED,
          Stage.HELD,
          Stage.ISSUED,
          Stage.APPLIED,
          Stage.HEALED,
          Stage.NOT_HEALED,
          Stage.ESCALATED,
          Stage.CLOSED);
  private static final int MOST = 20_000;

  private final Experiment experiment;
  private final Part part;
  private final Watcher watcher;
  private final RealTime real;
  private final Map<String, Duration> heardAt = new HashMap<>();
  private @Nullable Duration faultAt;
  private Instant beganAt = Instant.EPOCH;
  private Duration until = Duration.ZERO;

  Witness(Experiment experiment, Part part, Watcher watcher, RealTime real) {
    this.experiment = experiment;
    this.part = part;
    this.watcher = watcher;
    this.real = real;
  }

  @Override
  public Set<Topic> hears() {
    return Set.of(Topic.REMEDIATION_AUDIT);
  }

  @Override
  public boolean hearsCluster() {
    return false;
  }

  @Override
  public void step(String name, Duration since) {
    // what is started is always the same
  }

  @Override
  public void begins(Scenario scenario, Instant at, double speed) {
    beganAt = at;
    until = scenario.until();
    watcher.begins(experiment, part, scenario);
  }

  @Override
  public void phase(Instant at, Phase phase) {
    if (phase.fault() || faultAt == null) {
      faultAt = real.elapsed();
    }
    watcher.says(experiment, part, Duration.between(beganAt, at), phase.says());
  }

  @Override
  public void cluster(Instant at, String object, String says) {
    // the phases and the audit tell enough
  }

  @Override
  public void heard(Heard heard) {
    if (heard.value() instanceof RemediationAudit audit && heardAt.size() < MOST) {
      heardAt.put(audit.getId(), real.elapsed());
      if (TOLD.contains(audit.getStage())) {
        watcher.says(experiment, part, Duration.between(beganAt, audit.getAt()), audit.getReason());
      }
    }
  }

  @Override
  public void clock(Instant now) {
    watcher.clock(experiment, part, Duration.between(beganAt, now), until);
  }

  @Override
  public void ends(Playback playback) {
    // the trial is told as a whole
  }

  /** How long each stretch took in real time; those that were reached. */
  Map<Moment, Duration> moments(StoryLog log) {
    Map<Moment, Duration> moments = new EnumMap<>(Moment.class);
    Optional<Duration> detected = log.detectedAt().flatMap(at -> heard(log, Stage.DETECTED, at));
    Optional<Duration> issued = first(log, Stage.ISSUED);
    Optional<Duration> applied = first(log, Stage.APPLIED);
    put(moments, Moment.DETECT, Optional.ofNullable(faultAt), detected);
    put(moments, Moment.DECIDE, detected, issued);
    put(moments, Moment.APPLY, issued, applied);
    put(moments, Moment.RECOVER, applied, first(log, Stage.HEALED));
    return moments;
  }

  private Optional<Duration> first(StoryLog log, Stage stage) {
    return log.firstAt(stage).flatMap(at -> heard(log, stage, at));
  }

  private Optional<Duration> heard(StoryLog log, Stage stage, Instant at) {
    return log.audits().stream()
        .filter(audit -> audit.getStage() == stage && audit.getAt().equals(at))
        .findFirst()
        .map(audit -> heardAt.get(audit.getId()));
  }

  private static void put(
      Map<Moment, Duration> moments,
      Moment moment,
      Optional<Duration> from,
      Optional<Duration> to) {
    if (from.isPresent() && to.isPresent()) {
      moments.put(moment, to.get().minus(from.get()));
    }
  }
}

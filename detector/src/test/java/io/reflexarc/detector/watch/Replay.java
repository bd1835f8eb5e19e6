package io.reflexarc.detector.watch;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.attribution.OwnerInquiry;
import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.detector.ledger.Verdict;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.schemas.avro.HealthEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One detector's core at work: observations and the passing of time in, what it would publish out.
 */
final class Replay {

  private static final Duration HORIZON = Duration.ofHours(1);
  private static final Duration STABLE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Senses senses =
      new Senses(
          "lab",
          VersionSources.DEFAULT,
          new Recognition(STABLE, VersionSources.DEFAULT),
          PATIENCE,
          OwnerInquiry.NONE);
  private final Ledger ledger = new Ledger(HORIZON);
  private final List<HealthEvent> told = new ArrayList<>();
  private Instant now;

  /**
   * @param log what was published before, ticks included
   */
  Replay(List<HealthEvent> log, Instant start) {
    this.now = start;
    log.forEach(ledger::replay);
  }

  /** All of a recording by one detector. */
  static List<HealthEvent> of(Recording recording) {
    return played(recording).told();
  }

  /** The same, and what it tells in a while after the end. */
  static List<HealthEvent> of(Recording recording, Duration afterwards) {
    Replay replay = played(recording);
    replay.until(replay.now.plus(afterwards));
    return replay.told();
  }

  private static Replay played(Recording recording) {
    Replay replay = new Replay(List.of(), recording.start());
    replay.list(recording.first());
    recording.then().forEach(it -> replay.at(it.at(), it.observation()));
    return replay;
  }

  /** The first lists. */
  void list(List<Observation> first) {
    first.forEach(it -> admit(senses.observe(it, now)));
    senses.observe(new Observation.Complete(), now);
    admit(senses.look(target -> true, now));
    sweep();
  }

  /** What a watch said, after every second since the last was swept. */
  void at(Instant at, Observation observation) {
    until(at);
    admit(senses.observe(observation, at));
  }

  /** Lets time pass. */
  void until(Instant at) {
    while (now.plusSeconds(1).isBefore(at)) {
      now = now.plusSeconds(1);
      sweep();
    }
    now = now.isAfter(at) ? now : at;
    sweep();
  }

  /** What was published. */
  List<HealthEvent> told() {
    return List.copyOf(told);
  }

  /** Findings that wait for their owners. */
  int parked() {
    return senses.parked();
  }

  private void sweep() {
    admit(senses.unpark(now));
    admit(senses.elapsed(now));
    admit(senses.review(ledger.open(), now));
  }

  private void admit(List<Fact> facts) {
    for (Fact fact : facts) {
      if (ledger.admit(fact, now) == Verdict.NEWS) {
        told.add(fact.event());
      }
    }
  }
}

package io.reflexarc.sandbox.decider;

import io.reflexarc.sandbox.decider.Killings.Kill;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the log before deciders, step by step: the next step is written when nothing of the last
 * one is in flight any more, so that the log is the same however long anything takes. Kills fall
 * into the steps.
 */
final class Play implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Play.class);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int STEPS = 43;

  private final String name;
  private final SignalLog log = new SignalLog();
  private final Deque<Kill> kills;
  private final Wire wire;
  private final Deciders deciders;
  private int killed;
  private long requestsBefore;

  /**
   * Makes topics and starts deciders.
   *
   * @param name of the run: prefix of its topics
   * @param kills in the order of their steps
   */
  Play(String name, int instances, List<Kill> kills, Path folder) throws IOException {
    this.name = name;
    this.kills = new ArrayDeque<>(kills);
    this.wire = new Wire(name);
    Path own = Files.createDirectories(folder.resolve(name));
    this.deciders = new Deciders(instances, wire.settings(), own);
  }

  /** Plays it to its end. */
  Decisions play() {
    deciders.awaitReady();
    long begun = System.nanoTime();
    for (int step = 0; step < STEPS; step++) {
      step(step);
    }
    if (wire.deadLetters() > 0) {
      throw new AssertionError(name + ": dead letters: " + wire.deadLetters());
    }
    LOG.info(
        "{}: {} kills, {} commands, {} statements about {} workloads, {} s",
        name,
        killed,
        wire.decisions().allCommands().size(),
        wire.decisions().allAudits().size(),
        log.size(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    return wire.decisions();
  }

  /** How many were killed. */
  int killed() {
    return killed;
  }

  private void step(int step) {
    if (isDue(step)) {
      deciders.awaitReady();
    }
    requestsBefore = wire.permitRequests();
    tellBeforeTheTick(step);
    for (int partition = 0; partition < Wire.PARTITIONS; partition++) {
      var tick = SignalLog.tick(partition, step);
      wire.send(Topic.HEALTH_EVENTS, partition, tick.getTarget(), tick, SignalLog.at(step));
    }
    wire.flush();
    settle(step, SignalLog.at(step), true);
  }

  /** Workloads go first: what is told of one that is not known is dropped. */
  private void tellBeforeTheTick(int step) {
    long at = SignalLog.early(step);
    var changed = log.workloads(step);
    changed.forEach(it -> wire.send(Topic.WORKLOAD_STATE, null, it.getTarget(), it, at));
    wire.flush();
    if (!changed.isEmpty()) {
      settle(step, at, false);
    }
    log.scrapes(step).forEach(it -> wire.send(Topic.METRIC_SAMPLES, null, it.getTarget(), it, at));
    var facts = log.facts(step);
    facts.forEach(it -> wire.send(Topic.HEALTH_EVENTS, null, it.getTarget(), it, at));
    wire.flush();
    if (!facts.isEmpty()) {
      settle(step, at, false);
    }
  }

  private boolean isDue(int step) {
    return !kills.isEmpty() && kills.element().step() == step;
  }

  /**
   * Answers commands, and kills who is due, until nothing is in flight.
   *
   * @param at time of what is reported
   * @param ticked whether the step's ticks were told: it does not end before all are killed
   */
  private void settle(int step, long at, boolean ticked) {
    long begun = System.nanoTime();
    boolean quiet = false;
    while (!quiet || (ticked && isDue(step))) {
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      if (millis > PATIENCE.toMillis()) {
        throw new AssertionError(
            name + ": step " + step + " does not end, kills " + kills + deciders.lastWords());
      }
      if (isDue(step) && isTime(kills.element(), ticked ? millis : 0)) {
        kill(kills.remove());
      }
      quiet = wire.read(command -> report(command, at));
      wire.flush();
    }
  }

  private void report(RemediationCommand command, long at) {
    wire.send(Topic.REMEDIATION_AUDIT, null, command.getTarget(), log.outcome(command, at), at);
  }

  private void kill(Kill kill) {
    deciders.kill(kill.instance());
    killed++;
    LOG.info("{}: {}", name, kill);
  }

  /**
   * @param millis real time since the ticks; 0 before
   */
  private boolean isTime(Kill kill, long millis) {
    return switch (kill.when()) {
      case AFTER_A_WHILE -> millis > kill.delayMillis();
      case MID_REPARTITION -> wire.permitRequests() > requestsBefore;
      case MID_REBALANCE -> wire.isRebalancing();
    };
  }

  @Override
  public void close() {
    deciders.close();
    wire.close();
  }
}

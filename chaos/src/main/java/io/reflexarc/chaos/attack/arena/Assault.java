package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Attack;
import io.reflexarc.chaos.attack.plan.Attack.Backlog;
import io.reflexarc.chaos.attack.plan.Attack.FreezeStage;
import io.reflexarc.chaos.attack.plan.Attack.KillAll;
import io.reflexarc.chaos.attack.plan.Attack.KillStage;
import io.reflexarc.chaos.attack.plan.Attack.LoseBroker;
import io.reflexarc.chaos.attack.plan.Attack.Rebalance;
import io.reflexarc.chaos.attack.plan.Attack.RestartBroker;
import io.reflexarc.chaos.attack.plan.StageKind;
import io.reflexarc.sandbox.process.JvmProcess;
import io.reflexarc.sandbox.process.StageProcess;
import io.reflexarc.sandbox.world.clock.Gate;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Carries out what processes must recover from, one after the other, and waits until they have.
 *
 * <p>The world goes on meanwhile, but never further than its gate lets it beyond what the deciders
 * have consumed; it stands still only while no actuator is there, since a restart takes minutes of
 * the world, and commands would expire, rightly.
 */
final class Assault {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double BACKLOG_SPEED = 240;
  private static final long NAP_MILLIS = 100;

  private final Arena arena;
  private final Speed usual;

  Assault(Arena arena, double speed) {
    this.arena = arena;
    this.usual = Speed.of(speed);
  }

  /**
   * Does it.
   *
   * @return event time that passed without its attacks
   * @throws IllegalStateException when the processes do not recover
   */
  Duration carryOut(Attack attack) throws InterruptedException {
    if (attack instanceof KillStage it) {
      process(it.stage(), it.copy()).killAndRestart();
      awaitStages();
    } else if (attack instanceof KillAll it) {
      killAll(it.stage());
    } else if (attack instanceof FreezeStage it) {
      freeze(process(it.stage(), it.copy()).jvm(), it.asleep());
    } else if (attack instanceof Rebalance it) {
      rebalance(it);
    } else if (attack instanceof RestartBroker it) {
      arena.brokers().node(it.node()).stop();
      back(it.node());
    } else if (attack instanceof LoseBroker it) {
      arena.brokers().node(it.node()).kill();
      rest(it.away());
      back(it.node());
    } else if (attack instanceof Backlog it) {
      return backlog(it.backlog());
    } else {
      throw new IllegalArgumentException(attack + " needs no recovery");
    }
    return Duration.ZERO;
  }

  private void killAll(StageKind stage) throws InterruptedException {
    boolean stands = stage == StageKind.ACTUATOR;
    if (stands) {
      arena.clock().pause();
    }
    try {
      List<StageProcess> all = arena.crew().all(stage);
      all.forEach(each -> each.jvm().kill());
      all.forEach(each -> each.jvm().restart());
      awaitStages();
    } finally {
      if (stands) {
        arena.clock().resume();
      }
    }
  }

  private void freeze(JvmProcess process, Duration asleep) throws InterruptedException {
    process.freeze();
    try {
      rest(asleep);
    } finally {
      process.wake();
    }
    awaitStages();
  }

  private void rebalance(Rebalance attack) throws InterruptedException {
    try (StageProcess guest = arena.crew().guest(attack.stage())) {
      arena.crew().awaitReady(List.of(guest));
      if (attack.politely()) {
        guest.stop();
      }
    }
    awaitStages();
  }

  private void back(int node) throws InterruptedException {
    arena.brokers().node(node).restart();
    arena.brokers().awaitWhole(PATIENCE);
    awaitStages();
  }

  private Duration backlog(Duration backlog) throws InterruptedException {
    WorldClock clock = arena.clock();
    List<StageProcess> deciders = arena.crew().all(StageKind.DECIDER);
    deciders.forEach(each -> each.jvm().kill());
    Instant from = clock.instant();
    clock.gate(Gate.OPEN);
    clock.speed(Speed.of(BACKLOG_SPEED));
    while (clock.instant().isBefore(from.plus(backlog))) {
      rest(Duration.ofMillis(NAP_MILLIS));
    }
    clock.speed(usual);
    clock.gate(arena.gate());
    Duration passed = Duration.between(from, clock.instant());
    deciders.forEach(each -> each.jvm().restart());
    awaitStages();
    return passed;
  }

  private StageProcess process(StageKind stage, int copy) {
    return arena.crew().of(stage, copy);
  }

  private void awaitStages() throws InterruptedException {
    arena.crew().awaitReady(arena.crew().members());
  }

  private static void rest(Duration duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(duration.toMillis());
  }
}

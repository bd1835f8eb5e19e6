package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Sandbox;
import java.time.Instant;
import java.util.Optional;

/** Does to the world what a story's phases say, each when its time has come. */
final class Stagehand {

  private final ScenarioFolder folder;
  private final Scenario scenario;
  private final Sandbox sandbox;
  private final ClusterApi api;
  private final PhaseGate gate;
  private final OrderDesk desk;

  Stagehand(
      ScenarioFolder folder, Sandbox sandbox, ClusterApi api, PhaseGate gate, OrderDesk desk) {
    this.folder = folder;
    this.scenario = folder.scenario();
    this.sandbox = sandbox;
    this.api = api;
    this.gate = gate;
    this.desk = desk;
  }

  /**
   * Plays every phase that is due; the first one's workloads are there since the {@link Overture}.
   *
   * @param beganAt event time of the story's start
   */
  void playDue(Instant beganAt, Audience audience) throws InterruptedException {
    for (Optional<Phase> due = due(); due.isPresent(); due = due()) {
      Phase phase = due.get();
      audience.phase(beganAt.plus(phase.at()), phase);
      if (!phase.equals(scenario.phases().get(0))) {
        play(phase);
      }
      gate.played();
    }
  }

  private void play(Phase phase) throws InterruptedException {
    for (String file : phase.behave()) {
      sandbox.world().behave(folder.behaviour(file));
    }
    for (String file : phase.apply()) {
      api.apply(folder.text(file));
    }
    phase.mischief().on(sandbox, namespace());
    desk.take(phase.orders(), sandbox.clock().instant());
  }

  private Optional<Phase> due() {
    return gate.due(sandbox.clock().instant());
  }

  private String namespace() {
    return scenario.watch().substring(0, scenario.watch().indexOf('/'));
  }
}

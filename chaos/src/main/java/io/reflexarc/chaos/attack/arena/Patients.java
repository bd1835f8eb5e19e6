package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.chaos.attack.plan.Wave;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.fault.DeployVersion;
import io.reflexarc.sandbox.world.traffic.AppVersion;
import io.reflexarc.sandbox.world.traffic.Behaviour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes workloads sick by bad releases, and after a while repairs those that are sick still, as a
 * human would.
 */
final class Patients {

  /** How long a bad release may last before a human repairs it, event time. */
  static final Duration HUMAN_COMES_AFTER = Duration.ofMinutes(9);

  private static final double ERROR_RATIO = 0.06;
  private static final Duration CRASHES_AFTER = Duration.ofSeconds(4);

  private final World world;
  private final Intents intents;

  Patients(World world, Intents intents) {
    this.world = world;
    this.intents = intents;
  }

  /**
   * Rolls a wave out.
   *
   * @return the workloads that it reached: those that were sick already are spared
   */
  List<String> sicken(Wave wave) {
    List<String> reached = new ArrayList<>();
    for (int workload : wave.failing()) {
      Behaviour failing = Behaviour.HEALTHY.withErrorRatio(ERROR_RATIO);
      sicken(Schedule.name(workload), wave.version(), failing, reached);
    }
    for (int workload : wave.crashing()) {
      Behaviour crashing = Behaviour.HEALTHY.withCrashAfter(CRASHES_AFTER);
      sicken(Schedule.name(workload), wave.version(), crashing, reached);
    }
    return reached;
  }

  private void sicken(String name, String version, Behaviour behaviour, List<String> reached) {
    String target = Workloads.target(name);
    if (intents.isSick(target)) {
      return;
    }
    intents.sickens(target, version, world.clock().instant());
    world.behaviours().set(new AppVersion(Workloads.NAMESPACE, name, version), behaviour);
    new DeployVersion(Workloads.NAMESPACE, name, version).start(world);
    reached.add(name);
  }

  /** The time of a bad release is over: who still runs it is repaired. */
  void end(String name) {
    boolean sick = !running(name).equals(Workloads.GOOD);
    intents.ends(Workloads.target(name), world.clock().instant(), sick);
    if (sick) {
      new DeployVersion(Workloads.NAMESPACE, name, Workloads.GOOD).start(world);
    }
  }

  private String running(String name) {
    return world
        .store()
        .get(BuiltInTypes.DEPLOYMENTS, Workloads.NAMESPACE, name)
        .at("/spec/template/metadata/labels/version")
        .asText();
  }
}

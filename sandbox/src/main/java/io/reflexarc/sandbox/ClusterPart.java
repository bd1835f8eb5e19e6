package io.reflexarc.sandbox;

import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.WorldConfig;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.nio.file.Path;
import java.util.Random;

/** The simulated cluster behind its API, living on its clock: the half that is healed. */
final class ClusterPart implements AutoCloseable {

  private final WorldClock clock;
  private final World world;
  private final ApiServer api;
  private final ClockServer clockServer;
  private final Effects effects;
  private final Path kubeconfig;

  private ClusterPart(
      WorldClock clock,
      World world,
      ApiServer api,
      ClockServer clockServer,
      Effects effects,
      Path kubeconfig) {
    this.clock = clock;
    this.world = world;
    this.api = api;
    this.clockServer = clockServer;
    this.effects = effects;
    this.kubeconfig = kubeconfig;
  }

  static ClusterPart start(SandboxOptions options, StartSteps steps) {
    WorldClock clock = WorldClock.startingAt(options.startAt(), options.speed());
    ObjectStore store = new ObjectStore(ResourceTypes.builtIn(), clock, new Random(options.seed()));
    World world = World.of(store, clock, WorldConfig.ofNodes(options.nodes(), options.seed()));
    Effects effects = Effects.of(store, clock);
    ApiServer api = ApiServer.start(store, clock, options.apiPort(), world);
    ClockServer clockServer = ClockServer.start(clock);
    Path kubeconfig = Kubeconfig.write(options.folder(), api.url());
    clock.start();
    steps.done("cluster API at " + api.url());
    return new ClusterPart(clock, world, api, clockServer, effects, kubeconfig);
  }

  WorldClock clock() {
    return clock;
  }

  World world() {
    return world;
  }

  ApiServer api() {
    return api;
  }

  ClockServer clockServer() {
    return clockServer;
  }

  Effects effects() {
    return effects;
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  @Override
  public void close() {
    clock.close();
    clockServer.close();
    api.close();
    world.close();
  }
}

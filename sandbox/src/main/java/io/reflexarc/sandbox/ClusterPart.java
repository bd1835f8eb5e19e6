package io.reflexarc.sandbox;

import io.reflexarc.sandbox.api.ApiServer;
import io.reflexarc.sandbox.api.ApiServerConfig;
import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.ResourceTypes;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.WorldConfig;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** The simulated cluster behind its API, living on its clock: the half that is healed. */
final class ClusterPart implements AutoCloseable {

  private final WorldClock clock;
  private final World world;
  private final ApiServer api;
  private final Marks marks;
  private final Partition partition;
  private final Path kubeconfig;

  private ClusterPart(
      WorldClock clock,
      World world,
      ApiServer api,
      Marks marks,
      Partition partition,
      Path kubeconfig) {
    this.clock = clock;
    this.world = world;
    this.api = api;
    this.marks = marks;
    this.partition = partition;
    this.kubeconfig = kubeconfig;
  }

  static ClusterPart start(SandboxOptions options, StartSteps steps) {
    WorldClock clock = clock(options);
    ObjectStore store = new ObjectStore(ResourceTypes.builtIn(), clock, new Random(options.seed()));
    World world = World.of(store, clock, WorldConfig.ofNodes(options.nodes(), options.seed()));
    Marks marks = Marks.of(store);
    ApiServer api = ApiServer.start(ApiServerConfig.onPort(options.apiPort()), store);
    world.connect(api);
    Partition partition = new Partition();
    api.requestFilter(partition);
    Path kubeconfig = options.folder().resolve("kubeconfig").toAbsolutePath();
    try {
      api.writeKubeconfig(kubeconfig);
    } catch (IOException e) {
      api.close();
      world.close();
      throw new UncheckedIOException(kubeconfig + " cannot be written", e);
    }
    clock.start();
    steps.done("cluster API at " + api.url());
    return new ClusterPart(clock, world, api, marks, partition, kubeconfig);
  }

  private static WorldClock clock(SandboxOptions options) {
    if (!options.keepData()) {
      return WorldClock.startingAt(options.startAt(), options.speed());
    }
    KeptTime kept = KeptTime.in(options.folder());
    WorldClock clock = WorldClock.startingAt(kept.start(options.startAt()), options.speed());
    kept.follow(clock);
    return clock;
  }

  WorldClock clock() {
    return clock;
  }

  World world() {
    return world;
  }

  Partition partition() {
    return partition;
  }

  String url() {
    return api.url();
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  List<Effect> effects() {
    return marks.effects(api.writes().all());
  }

  long forgottenWrites() {
    return api.writes().dropped();
  }

  void requestFilter(RequestFilter faults) {
    api.requestFilter(faults);
  }

  @Override
  public void close() {
    clock.close();
    api.close();
    world.close();
  }
}

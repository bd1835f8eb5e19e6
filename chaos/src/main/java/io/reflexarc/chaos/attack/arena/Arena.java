package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.plan.Schedule;
import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.kafka.KafkaLayout;
import io.reflexarc.sandbox.kafka.KafkaProcesses;
import io.reflexarc.sandbox.scenario.ClusterApi;
import io.reflexarc.sandbox.scenario.ObserverGate;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.Speed;
import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.sandbox.world.traffic.Traffic;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three brokers and two of each stage, every one a process; and in this process what they work on:
 * the cluster with its API and its clock, the schema registry, and a clock for each process.
 *
 * <p>Phases: brokers; cluster and registry; stages; the loop is closed. A failure in one closes
 * what runs already, the last first.
 */
final class Arena implements AutoCloseable {

  static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX);

  private static final Logger LOG = LoggerFactory.getLogger(Arena.class);
  private static final int BROKERS = 3;
  private static final int NODES = 4;
  private static final double REQUESTS_PER_SECOND = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long NAP_MILLIS = 100;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final KafkaProcesses brokers;
  private final Sandbox sandbox;
  private final ClusterApi api;
  private final SkewedClocks clocks;
  private final Crew crew;
  private final ObserverGate gate;
  private final ApiFaults faults = new ApiFaults();
  private final RealTime real;

  private Arena(AttackOptions options, Instant startAt, RealTime real, Consumer<String> says)
      throws InterruptedException {
    this.real = real;
    try {
      brokers = opened(KafkaProcesses.start(layout(), options.folder()));
      brokers.awaitWhole(PATIENCE);
      says.accept("three brokers are up");
      sandbox = opened(Sandbox.start(world(options, startAt), steps(says)));
      Addresses at = sandbox.addresses();
      api = new ClusterApi(at.api());
      awaitWorkloads();
      says.accept(Schedule.WORKLOADS + " workloads are ready");
      clocks = opened(new SkewedClocks(sandbox.clock()));
      crew = opened(new Crew(at, clocks, options.folder(), real));
      gate =
          opened(
              new ObserverGate(
                  at.bootstrapServers(),
                  at.registry(),
                  NAMES.of(Topic.HEALTH_EVENTS),
                  StageSettings.DECIDER_GROUP,
                  StageSettings.SLACK));
      crew.awaitReady(crew.members());
      awaitClosedLoop();
      sandbox.clock().gate(gate);
      sandbox.requestFilter(faults);
      says.accept("two of each stage are up, and ticks come back through the deciders");
    } catch (RuntimeException | InterruptedException e) {
      close();
      throw e;
    }
  }

  /**
   * Opens one.
   *
   * @param startAt what the world's clock shows first
   * @param real the watch that patience is measured by
   * @param says is told of each part that is up
   * @throws IllegalStateException when a part does not come up
   */
  static Arena open(AttackOptions options, Instant startAt, RealTime real, Consumer<String> says)
      throws InterruptedException {
    return new Arena(options, startAt, real, says);
  }

  private static KafkaLayout layout() {
    return KafkaLayout.temporary().withNodes(BROKERS);
  }

  private SandboxOptions world(AttackOptions options, Instant startAt) {
    return new SandboxOptions(
        options.folder(),
        false,
        Optional.of(brokers.bootstrapServers()),
        0,
        0,
        0,
        Optional.empty(),
        Speed.of(options.speed()),
        startAt,
        NODES,
        options.seed());
  }

  private static StartSteps steps(Consumer<String> says) {
    return new StartSteps() {
      @Override
      public void done(String name) {
        says.accept(name);
      }

      @Override
      public void clusterIsUp(World world, URI api) {
        deploy(world, new ClusterApi(api));
      }
    };
  }

  private static void deploy(World world, ClusterApi api) {
    for (int workload = 0; workload < Schedule.WORKLOADS; workload++) {
      world.send(Traffic.steady(Workloads.NAMESPACE, Schedule.name(workload), REQUESTS_PER_SECOND));
    }
    try {
      api.installPolicies();
      api.apply(Workloads.manifests());
      for (String policy : Schedule.POLICIES) {
        api.apply(Workloads.policy(policy, 5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the workloads are applied", e);
    }
  }

  private void awaitWorkloads() throws InterruptedException {
    Duration end = real.elapsed().plus(PATIENCE);
    while (ready() < Schedule.WORKLOADS) {
      if (real.elapsed().compareTo(end) > 0) {
        throw new IllegalStateException("only " + ready() + " workloads are ready");
      }
      TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
    }
  }

  private long ready() throws InterruptedException {
    long ready = 0;
    var list = api.read("/apis/apps/v1/namespaces/" + Workloads.NAMESPACE + "/deployments");
    if (list.isPresent()) {
      for (var deployment : list.get().path("items")) {
        ready += deployment.at("/status/readyReplicas").asInt();
      }
    }
    return ready;
  }

  private void awaitClosedLoop() throws InterruptedException {
    Duration end = real.elapsed().plus(PATIENCE);
    while (!gate.closedLoop()) {
      if (real.elapsed().compareTo(end) > 0) {
        throw new IllegalStateException("no ticks come back through the deciders");
      }
      TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  KafkaProcesses brokers() {
    return brokers;
  }

  Sandbox sandbox() {
    return sandbox;
  }

  WorldClock clock() {
    return sandbox.clock();
  }

  ClusterApi api() {
    return api;
  }

  SkewedClocks clocks() {
    return clocks;
  }

  Crew crew() {
    return crew;
  }

  ObserverGate gate() {
    return gate;
  }

  ApiFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    for (AutoCloseable last = opened.poll(); last != null; last = opened.poll()) {
      try {
        last.close();
      } catch (Exception e) {
        org.slf4j.LoggerFactory.getLogger(Arena.class)
            .warn("not closed in order: {}", e.toString());
      }
    }
  }
}

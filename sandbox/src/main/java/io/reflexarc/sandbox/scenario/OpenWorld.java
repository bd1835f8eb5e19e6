package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.Addresses;
import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.SandboxOptions;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.sandbox.StartSteps;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A sandbox without a story: workloads run, and whoever likes attaches to it. */
public final class OpenWorld implements AutoCloseable {

  private static final String DEMO = "memory-leak";

  private final Sandbox sandbox;
  private final ObserverGate gate;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OpenWorld(Sandbox sandbox, ObserverGate gate) {
    this.sandbox = sandbox;
    this.gate = gate;
  }

  /**
   * Starts one. The world waits for a decider as soon as one consumes ticks, not before.
   *
   * @param workloads folder of manifests, and a {@code behaviour.yaml} if it likes; empty for the
   *     demo's workloads, whose canary manifest is left to be applied
   */
  public static OpenWorld start(
      SandboxOptions options, Optional<Path> workloads, Audience audience, RealTime real) {
    ScenarioFolder folder =
        workloads.map(ScenarioFolder::onDisk).or(() -> ScenarioFolder.shipped(DEMO)).orElseThrow();
    List<String> manifests =
        workloads.map(OpenWorld::yamlFiles).orElse(List.of("workloads.yaml", "policy.yaml"));
    Sandbox sandbox =
        Sandbox.start(
            options,
            new StartSteps() {
              @Override
              public void done(String name) {
                audience.step(name, real.elapsed());
              }

              @Override
              public void clusterIsUp(World world, URI api) {
                if (workloads.isEmpty() || hasBehaviour(workloads.get())) {
                  world.behave(folder.behaviour());
                }
                deploy(new ClusterApi(api), folder, manifests);
                done("workloads are applied");
              }
            });
    try {
      ObserverGate gate =
          new ObserverGate(
              sandbox.addresses().bootstrapServers(),
              sandbox.addresses().registry(),
              new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.HEALTH_EVENTS),
              StageSettings.DECIDER_GROUP,
              StageSettings.SLACK);
      sandbox.clock().gate(gate);
      return new OpenWorld(sandbox, gate);
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /** Where it is found. */
  public Addresses addresses() {
    return sandbox.addresses();
  }

  /** How fast its time passes. */
  public double speed() {
    return sandbox.speed();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      gate.close();
      sandbox.close();
    }
  }

  private static void deploy(ClusterApi api, ScenarioFolder folder, List<String> manifests) {
    try {
      api.installPolicies();
      for (String manifest : manifests) {
        api.apply(folder.text(manifest));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioException("interrupted while the workloads are applied", e);
    }
  }

  private static boolean hasBehaviour(Path folder) {
    return Files.isRegularFile(folder.resolve(ScenarioFolder.BEHAVIOUR));
  }

  private static List<String> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
          .filter(name -> !name.equals(ScenarioFolder.BEHAVIOUR))
          .filter(name -> !name.equals(ScenarioFolder.SCENARIO))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the manifests in " + folder + " cannot be listed", e);
    }
  }
}

package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.World;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What is there before a story begins: the world's ways, the kinds that the cluster knows, and the
 * first phase's workloads, ready. Played while Kafka still starts.
 */
final class Overture {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration NAP = Duration.ofMillis(40);

  private final ScenarioFolder folder;
  private final RealTime real;

  Overture(ScenarioFolder folder, RealTime real) {
    this.folder = folder;
    this.real = real;
  }

  /**
   * Plays it.
   *
   * @throws ScenarioException when the cluster refuses something, or it is not ready in time
   */
  void play(World world, URI address) {
    world.behave(folder.behaviour());
    Scenario scenario = folder.scenario();
    ClusterApi api = new ClusterApi(address);
    try {
      api.installPolicies();
      for (String file : scenario.phases().get(0).apply()) {
        api.apply(folder.text(file));
      }
      awaitReady(world, api, scenario);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioException("interrupted while the workloads start", e);
    }
  }

  private void awaitReady(World world, ClusterApi api, Scenario scenario)
      throws InterruptedException {
    Duration began = real.elapsed();
    while (!ready(api, scenario.watch().split("/", -1))) {
      if (real.elapsed().minus(began).compareTo(PATIENCE) > 0) {
        throw new ScenarioException(
            scenario.watch() + " is not ready after " + PATIENCE.toSeconds() + " s", null);
      }
      world.clock().awaitUntil(Instant.MAX, NAP);
    }
  }

  private static boolean ready(ClusterApi api, String[] watch) throws InterruptedException {
    String path =
        "/apis/apps/v1/namespaces/%s/%ss/%s"
            .formatted(watch[0], watch[1].toLowerCase(Locale.ROOT), watch[2]);
    Optional<String> wanted = api.value(path, "/spec/replicas");
    return wanted.isPresent() && wanted.equals(api.value(path, "/status/readyReplicas"));
  }
}

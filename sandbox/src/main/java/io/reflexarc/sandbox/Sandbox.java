package io.reflexarc.sandbox;

import io.reflexarc.sandbox.api.fault.RequestFilter;
import io.reflexarc.sandbox.world.World;
import io.reflexarc.sandbox.world.clock.WorldClock;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A whole world in this process: a real Kafka, a schema registry, and a simulated cluster behind a
 * real Kubernetes API, in virtual time.
 *
 * <p>Phases: the cluster and Kafka start side by side; the registry follows Kafka. A failure in
 * either closes the other. Closing goes the other way round.
 */
public final class Sandbox implements AutoCloseable {

  /** Its cluster's name, the first part of every target key. */
  public static final String CLUSTER = "sandbox";

  private static final String CLOCK = "/reflexarc/time";

  private final SandboxOptions options;
  private final ClusterPart cluster;
  private final Optional<WirePart> wire;
  private final Addresses addresses;

  private Sandbox(SandboxOptions options, ClusterPart cluster, Optional<WirePart> wire) {
    this.options = options;
    this.cluster = cluster;
    this.wire = wire;
    this.addresses =
        new Addresses(
            wire.map(WirePart::bootstrapServers).orElse(""),
            wire.map(WirePart::registryUrl).orElse(""),
            URI.create(cluster.url()),
            URI.create(cluster.url() + CLOCK),
            cluster.kubeconfig(),
            CLUSTER);
  }

  /**
   * Starts one.
   *
   * @throws IllegalStateException when a part of it does not come up
   */
  public static Sandbox start(SandboxOptions options, StartSteps steps) {
    CompletableFuture<WirePart> wire = beside("sandbox-wire", () -> WirePart.start(options, steps));
    ClusterPart cluster;
    try {
      cluster = ClusterPart.start(options, steps);
    } catch (RuntimeException e) {
      var unused = wire.thenAccept(WirePart::close);
      throw e;
    }
    try {
      steps.clusterIsUp(cluster.world(), URI.create(cluster.url()));
    } catch (RuntimeException e) {
      cluster.close();
      var unused = wire.thenAccept(WirePart::close);
      throw e;
    }
    try {
      return new Sandbox(options, cluster, Optional.of(wire.join()));
    } catch (CompletionException e) {
      cluster.close();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IllegalStateException("the sandbox cannot start: " + cause.getMessage(), cause);
    }
  }

  /** Starts one without Kafka and registry: a cluster that nobody senses, decides for or heals. */
  public static Sandbox withoutKafka(SandboxOptions options, StartSteps steps) {
    ClusterPart cluster = ClusterPart.start(options, steps);
    try {
      steps.clusterIsUp(cluster.world(), URI.create(cluster.url()));
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
    return new Sandbox(options, cluster, Optional.empty());
  }

  private static <T> CompletableFuture<T> beside(String name, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** Where it is found. */
  public Addresses addresses() {
    return addresses;
  }

  /** Its clock, the only one in its world. */
  public WorldClock clock() {
    return cluster.clock();
  }

  /** Its cluster's inside: traffic and behaviour. */
  public World world() {
    return cluster.world();
  }

  /** Clients that call themselves so no longer reach its cluster's API. */
  public void part(String client) {
    cluster.partition().part(client);
  }

  /** They reach it again. */
  public void rejoin(String client) {
    cluster.partition().rejoin(client);
  }

  /** How fast its time passes: infinite for as fast as it goes. */
  public double speed() {
    return options.speed().factor();
  }

  /** Every write of an actuator that changed an object of its cluster, in order. */
  public List<Effect> effects() {
    return cluster.effects();
  }

  /** Writes that its API's record could not keep. */
  public long forgottenWrites() {
    return cluster.forgottenWrites();
  }

  /** Lets requests to its API fail as this filter decides from now on. */
  public void requestFilter(RequestFilter faults) {
    cluster.requestFilter(faults);
  }

  @Override
  public void close() {
    cluster.close();
    wire.ifPresent(WirePart::close);
  }
}

package io.reflexarc.sandbox.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kafka.server.KafkaRaftServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka cluster in this JVM, reachable over the loopback interface. The first one of a JVM
 * takes seconds to start, further ones less than one.
 *
 * <p>Phases: settle ports, format directories that are new, start all nodes at once (a node waits
 * for the quorum). A start that fails stops what it started; temporary data are deleted then and at
 * the end, data in a named directory stay and are found again by the next start.
 */
public final class EmbeddedKafka implements SandboxKafka {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final List<Properties> settings;
  private final List<@Nullable KafkaRaftServer> servers = new ArrayList<>();
  private final String bootstrapServers;
  private final @Nullable Path temporary;

  private EmbeddedKafka(
      List<Properties> settings, String bootstrapServers, @Nullable Path temporary) {
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
    this.temporary = temporary;
    settings.forEach(node -> servers.add(null));
  }

  /**
   * Starts a cluster and waits until it is up.
   *
   * @throws UncheckedIOException when its directory or a port cannot be had
   * @throws IllegalStateException when it does not come up
   */
  public static EmbeddedKafka start(KafkaLayout layout) {
    try {
      Path temporary = layout.data() == null ? Files.createTempDirectory("reflexarc-kafka") : null;
      Path directory =
          temporary == null
              ? Objects.requireNonNull(layout.data()).resolve("kafka").toAbsolutePath()
              : temporary;
      Files.createDirectories(directory);
      NodeSettings nodes = NodeSettings.of(layout, directory);
      EmbeddedKafka kafka = new EmbeddedKafka(nodes.all(), nodes.bootstrapServers(), temporary);
      kafka.startAll(directory);
      return kafka;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make room for Kafka's data", e);
    }
  }

  @Override
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** How many nodes it was laid out with. */
  public int nodes() {
    return settings.size();
  }

  /** Stops one node in order, counted from 1; nothing when it is down. */
  public synchronized void stopNode(int node) {
    KafkaRaftServer server = servers.get(node - 1);
    servers.set(node - 1, null);
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Starts one node that is down, counted from 1, on the port and the data that it had. */
  public synchronized void startNode(int node) {
    if (servers.get(node - 1) == null) {
      servers.set(node - 1, BrokerNode.start(settings.get(node - 1)));
    }
  }

  /** Stops all nodes, within half a minute, and deletes data that were temporary. */
  @Override
  public void close() {
    try {
      onAllNodes("stop", STOP_LIMIT, this::stopUnlocked);
    } catch (IllegalStateException e) {
      LOG.warn("Kafka did not stop in order: {}", e.getMessage());
    } finally {
      delete(temporary);
    }
  }

  private void startAll(Path directory) {
    try {
      for (Properties node : settings) {
        BrokerNode.format(node);
      }
      onAllNodes(
          "start",
          START_LIMIT,
          node -> servers.set(node - 1, BrokerNode.start(settings.get(node - 1))));
    } catch (RuntimeException e) {
      close();
      throw new IllegalStateException("cannot start Kafka in " + directory, e);
    }
  }

  private void stopUnlocked(int node) {
    KafkaRaftServer server = servers.get(node - 1);
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** All at once, each on a thread of its own: a node waits for the others. */
  private void onAllNodes(String what, Duration limit, IntConsumer action) {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.size(), task -> new Thread(task, "embedded-kafka-" + what));
    try {
      CompletableFuture<?>[] nodes =
          IntStream.rangeClosed(1, settings.size())
              .mapToObj(node -> CompletableFuture.runAsync(() -> action.accept(node), threads))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(nodes).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(what + " failed: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(what + " took longer than " + limit, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(what + " was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void delete(@Nullable Path directory) {
    if (directory == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("temporary data stay in {}: {}", directory, e.toString());
    }
  }
}

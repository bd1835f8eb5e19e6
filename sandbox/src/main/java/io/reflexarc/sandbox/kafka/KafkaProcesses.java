package io.reflexarc.sandbox.kafka;

import io.reflexarc.sandbox.process.JvmProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/**
 * A Kafka cluster of which each node is a process of its own, so that each can be killed, stopped
 * and started again. Its data stay in its folder.
 */
public final class KafkaProcesses implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 256;
  private static final int ANSWER_MILLIS = 4_000;
  private static final long NAP_MILLIS = 150;

  private final List<JvmProcess> nodes = new ArrayList<>();
  private final String bootstrapServers;
  private final Admin admin;

  private KafkaProcesses(NodeSettings settings, Path folder) throws IOException {
    this.bootstrapServers = settings.bootstrapServers();
    int number = 1;
    for (Properties node : settings.all()) {
      Path file = folder.resolve("broker-" + number + ".properties");
      try (Writer writer = Files.newBufferedWriter(file)) {
        node.store(writer, null);
      }
      nodes.add(
          new JvmProcess(
              "broker-" + number,
              HEAP_MEGABYTES,
              BrokerMain.class.getName(),
              List.of(file.toString()),
              folder.resolve("broker-" + number + ".log")));
      number++;
    }
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS));
  }

  /**
   * Starts the processes; {@link #awaitWhole} says when they are a cluster.
   *
   * @param folder takes settings, logs and data
   */
  public static KafkaProcesses start(KafkaLayout layout, Path folder) {
    try {
      Files.createDirectories(folder);
      return new KafkaProcesses(NodeSettings.of(layout, folder.toAbsolutePath()), folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make room for Kafka's data", e);
    }
  }

  /** Where clients find it: host:port, with commas between. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** The process of a node, counted from 1. */
  public JvmProcess node(int number) {
    return nodes.get(number - 1);
  }

  /** How many nodes it has. */
  public int size() {
    return nodes.size();
  }

  /** Whether every node is there, and every partition has all its copies in step. */
  public boolean whole() throws InterruptedException {
    try {
      if (admin.describeCluster().nodes().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).size()
          < nodes.size()) {
        return false;
      }
      var names =
          admin
              .listTopics(new ListTopicsOptions().listInternal(true))
              .names()
              .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
      return admin
          .describeTopics(names)
          .allTopicNames()
          .get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .allMatch(KafkaProcesses::inStep);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      return false;
    }
  }

  private static boolean inStep(TopicDescription topic) {
    return topic.partitions().stream()
        .allMatch(
            partition ->
                partition.leader() != null
                    && partition.isr().size() == partition.replicas().size());
  }

  /**
   * Waits until it is {@link #whole}.
   *
   * @throws IllegalStateException when it is not in that time
   */
  public void awaitWhole(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!whole()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "Kafka is not whole after "
                + atMost.toSeconds()
                + " s: "
                + nodes.stream().map(JvmProcess::lastWords).collect(Collectors.joining("\n")));
      }
      TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
    }
  }

  /** Kills all nodes. */
  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    nodes.forEach(JvmProcess::close);
  }
}

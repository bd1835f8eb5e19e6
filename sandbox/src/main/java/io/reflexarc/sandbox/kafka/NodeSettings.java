package io.reflexarc.sandbox.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Broker settings of each node: small, quick to fail over, and safe for virtual time. */
final class NodeSettings {

  private static final String HOST = "127.0.0.1";

  private final KafkaLayout layout;
  private final Path directory;
  private final List<Integer> brokerPorts;
  private final List<Integer> controllerPorts;

  private NodeSettings(
      KafkaLayout layout,
      Path directory,
      List<Integer> brokerPorts,
      List<Integer> controllerPorts) {
    this.layout = layout;
    this.directory = directory;
    this.brokerPorts = brokerPorts;
    this.controllerPorts = controllerPorts;
  }

  /** Settles the ports. */
  static NodeSettings of(KafkaLayout layout, Path directory) throws IOException {
    int nodes = layout.nodes();
    List<Integer> free = FreePorts.find(2 * nodes);
    List<Integer> brokers =
        layout.port() == 0
            ? free.subList(0, nodes)
            : IntStream.range(0, nodes).map(i -> layout.port() + i).boxed().toList();
    return new NodeSettings(layout, directory, brokers, free.subList(nodes, 2 * nodes));
  }

  String bootstrapServers() {
    return brokerPorts.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
  }

  List<Properties> all() {
    List<Properties> all = new ArrayList<>();
    for (int node = 1; node <= layout.nodes(); node++) {
      all.add(of(node));
    }
    return all;
  }

  private Properties of(int node) {
    Properties settings = new Properties();
    identity(settings, node);
    replication(settings);
    smallAndQuick(settings);
    virtualTime(settings);
    layout.overrides().forEach(settings::setProperty);
    return settings;
  }

  private void identity(Properties settings, int node) {
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(node));
    settings.setProperty("controller.quorum.voters", voters());
    settings.setProperty("controller.listener.names", "CONTROLLER");
    settings.setProperty(
        "listeners",
        "BROKER://"
            + HOST
            + ":"
            + brokerPorts.get(node - 1)
            + ",CONTROLLER://"
            + HOST
            + ":"
            + controllerPorts.get(node - 1));
    settings.setProperty("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.setProperty("inter.broker.listener.name", "BROKER");
    settings.setProperty("log.dirs", directory.resolve("node-" + node).toString());
    settings.setProperty("auto.create.topics.enable", "false");
  }

  private String voters() {
    return IntStream.range(0, layout.nodes())
        .mapToObj(i -> (i + 1) + "@" + HOST + ":" + controllerPorts.get(i))
        .collect(Collectors.joining(","));
  }

  private void replication(Properties settings) {
    String copies = Integer.toString(Math.min(3, layout.nodes()));
    String inSync = Integer.toString(Math.min(2, layout.nodes()));
    settings.setProperty("default.replication.factor", copies);
    settings.setProperty("min.insync.replicas", inSync);
    settings.setProperty("offsets.topic.replication.factor", copies);
    settings.setProperty("transaction.state.log.replication.factor", copies);
    settings.setProperty("transaction.state.log.min.isr", inSync);
    settings.setProperty("share.coordinator.state.topic.replication.factor", copies);
    settings.setProperty("share.coordinator.state.topic.min.isr", inSync);
  }

  private static void smallAndQuick(Properties settings) {
    settings.setProperty("offsets.topic.num.partitions", "4");
    settings.setProperty("transaction.state.log.num.partitions", "4");
    settings.setProperty("share.coordinator.state.topic.num.partitions", "4");
    settings.setProperty("group.initial.rebalance.delay.ms", "0");
    settings.setProperty("group.min.session.timeout.ms", "1000");
    settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    settings.setProperty("num.network.threads", "2");
    settings.setProperty("num.io.threads", "4");
    settings.setProperty("broker.session.timeout.ms", "4000");
    settings.setProperty("broker.heartbeat.interval.ms", "500");
    settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    settings.setProperty("controlled.shutdown.max.retries", "1");
  }

  /** Records are stamped with event time, which may be long ago or run far ahead of the clock. */
  private static void virtualTime(Properties settings) {
    String always = Long.toString(Long.MAX_VALUE);
    settings.setProperty("log.message.timestamp.after.max.ms", always);
    settings.setProperty("log.message.timestamp.before.max.ms", always);
    settings.setProperty("log.retention.ms", "-1");
  }
}

package io.reflexarc.sandbox.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** One node of a Kafka cluster, broker and controller, in this JVM. */
final class BrokerNode {

  /** Fixed, so that a directory belongs to the next start too. */
  private static final String CLUSTER_ID = "ReflexarcSandboxKafkaA";

  private BrokerNode() {}

  /** Starts one on a directory that is formatted; it may wait for the quorum of the others. */
  static KafkaRaftServer start(Properties settings) {
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
    try {
      server.startup();
      return server;
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** Makes its directory one that it can start on, unless it is. */
  static void format(Properties node) {
    Path directory = Path.of(node.getProperty("log.dirs"));
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setClusterId(CLUSTER_ID)
            .setNodeId(Integer.parseInt(node.getProperty("node.id")))
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(directory.toString())
            .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
            .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION);
    formatter.addDirectory(directory.toString());
    try {
      formatter.run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + directory, e);
    }
  }
}

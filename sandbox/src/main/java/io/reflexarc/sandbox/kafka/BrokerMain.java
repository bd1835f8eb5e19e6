package io.reflexarc.sandbox.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaRaftServer;

/** One node of a Kafka cluster as a process of its own; its only argument is its settings' file. */
public final class BrokerMain {

  private BrokerMain() {}

  /** Runs until the process is asked to end. */
  public static void main(String[] arguments) throws IOException {
    Properties settings = new Properties();
    try (Reader file = Files.newBufferedReader(Path.of(arguments[0]))) {
      settings.load(file);
    }
    BrokerNode.format(settings);
    KafkaRaftServer server = BrokerNode.start(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-stop"));
    server.awaitShutdown();
  }
}

package io.reflexarc.sandbox.endtoend;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** On Kafka's own image, wherever a Docker engine answers; skipped elsewhere. */
final class KafkaContainerIT extends ExistingKafkaContract {

  private static final KafkaContainer KAFKA =
      new KafkaContainer(DockerImageName.parse("apache/kafka:4.3.1"));

  @BeforeAll
  static void start() {
    try {
      DockerClientFactory.instance().client();
    } catch (IllegalStateException e) {
      abort("no Docker engine answers: " + e.getMessage());
    }
    KAFKA.start();
  }

  @AfterAll
  static void stop() {
    KAFKA.stop();
  }

  @Override
  String bootstrapServers() {
    return KAFKA.getBootstrapServers();
  }
}

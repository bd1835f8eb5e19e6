package io.reflexarc.sandbox.kafka;

import io.reflexarc.sandbox.registry.EmbeddedRegistry;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The one broker, and the one registry on it, that all integration tests of a JVM share: the first
 * start takes seconds. Tests keep apart by the names of their topics.
 */
public final class SharedKafka {

  private static final EmbeddedKafka KAFKA = EmbeddedKafka.start(KafkaLayout.temporary());
  private static final EmbeddedRegistry REGISTRY =
      EmbeddedRegistry.start(KAFKA.bootstrapServers(), 0);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(SharedKafka::close, "shared-kafka-close"));
  }

  private SharedKafka() {}

  public static String bootstrapServers() {
    return KAFKA.bootstrapServers();
  }

  public static String registryUrl() {
    return REGISTRY.url();
  }

  /** Settings that a stage needs to reach both. */
  public static Map<String, Object> settings() {
    return Map.of("bootstrap.servers", bootstrapServers(), "schema.registry.url", registryUrl());
  }

  public static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", 0),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  public static KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers(),
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static void close() {
    REGISTRY.close();
    KAFKA.close();
  }
}

package io.reflexarc.bench.wire;

import io.reflexarc.sandbox.kafka.EmbeddedKafka;
import io.reflexarc.sandbox.kafka.KafkaLayout;
import io.reflexarc.sandbox.registry.EmbeddedRegistry;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Kafka and a schema registry in this process, with the topics as the product makes them. What they
 * keep on disk goes with them, also when the process is interrupted.
 */
public final class Wire implements AutoCloseable {

  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final EmbeddedRegistry registry;
  private final Map<String, String> topics;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Wire(EmbeddedKafka kafka, EmbeddedRegistry registry, Map<String, String> topics) {
    this.kafka = kafka;
    this.registry = registry;
    this.topics = topics;
  }

  /**
   * Starts both.
   *
   * @param topics settings of the topics, where they are not the product's defaults
   */
  public static Wire start(Map<String, String> topics) {
    EmbeddedKafka kafka = EmbeddedKafka.start(KafkaLayout.temporary());
    TopicAdmin.ensure(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        TopicSettings.from(topics),
        TOPICS_PATIENCE);
    Wire wire = new Wire(kafka, EmbeddedRegistry.start(kafka.bootstrapServers(), 0), topics);
    Runtime.getRuntime().addShutdownHook(new Thread(wire::close, "end-wire"));
    return wire;
  }

  /** What a stage needs to reach both, and to find the topics as they are. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(topics);
    settings.put("bootstrap.servers", kafka.bootstrapServers());
    settings.put("schema.registry.url", registry.url());
    return settings;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      registry.close();
      kafka.close();
    }
  }
}

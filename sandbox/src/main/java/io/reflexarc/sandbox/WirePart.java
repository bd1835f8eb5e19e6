package io.reflexarc.sandbox;

import io.reflexarc.sandbox.kafka.EmbeddedKafka;
import io.reflexarc.sandbox.kafka.KafkaLayout;
import io.reflexarc.sandbox.registry.EmbeddedRegistry;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Kafka with its topics, and the schema registry: the half that carries records. */
final class WirePart implements AutoCloseable {

  private static final Duration TOPICS_PATIENCE = Duration.ofSeconds(60);

  private final EmbeddedKafka kafka;
  private final Optional<EmbeddedRegistry> registry;
  private final String registryUrl;

  private WirePart(EmbeddedKafka kafka, Optional<EmbeddedRegistry> registry, String registryUrl) {
    this.kafka = kafka;
    this.registry = registry;
    this.registryUrl = registryUrl;
  }

  static WirePart start(SandboxOptions options, StartSteps steps) {
    KafkaLayout layout = KafkaLayout.temporary().withPort(options.kafkaPort());
    EmbeddedKafka kafka =
        EmbeddedKafka.start(options.keepData() ? layout.withData(options.folder()) : layout);
    try {
      steps.done("Kafka at " + kafka.bootstrapServers());
      Optional<EmbeddedRegistry> own =
          options.registry().isPresent()
              ? Optional.empty()
              : Optional.of(
                  EmbeddedRegistry.start(kafka.bootstrapServers(), options.registryPort()));
      String url = own.map(EmbeddedRegistry::url).or(options::registry).orElseThrow();
      steps.done("schema registry at " + url);
      TopicAdmin.ensure(
          Map.of("bootstrap.servers", kafka.bootstrapServers()), topics(), TOPICS_PATIENCE);
      return new WirePart(kafka, own, url);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  private static TopicSettings topics() {
    return new TopicSettings(
        new TopicNames(TopicNames.DEFAULT_PREFIX),
        StageSettings.PARTITIONS,
        (short) -1,
        null,
        null,
        null,
        true);
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  String registryUrl() {
    return registryUrl;
  }

  @Override
  public void close() {
    registry.ifPresent(EmbeddedRegistry::close);
    kafka.close();
  }
}

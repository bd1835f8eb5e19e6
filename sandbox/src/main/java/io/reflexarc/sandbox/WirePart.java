package io.reflexarc.sandbox;

import io.reflexarc.sandbox.kafka.EmbeddedKafka;
import io.reflexarc.sandbox.kafka.ExistingKafka;
import io.reflexarc.sandbox.kafka.KafkaLayout;
import io.reflexarc.sandbox.kafka.SandboxKafka;
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

  private final SandboxKafka kafka;
  private final Optional<EmbeddedRegistry> registry;
  private final String registryUrl;

  private WirePart(SandboxKafka kafka, Optional<EmbeddedRegistry> registry, String registryUrl) {
    this.kafka = kafka;
    this.registry = registry;
    this.registryUrl = registryUrl;
  }

  static WirePart start(SandboxOptions options, StartSteps steps) {
    SandboxKafka kafka = options.kafka().map(WirePart::existing).orElseGet(() -> embedded(options));
    try {
      steps.done("Kafka at " + kafka.bootstrapServers());
      TopicAdmin.ensure(
          Map.of("bootstrap.servers", kafka.bootstrapServers()),
          TopicSettings.forVirtualTime(
              new TopicNames(TopicNames.DEFAULT_PREFIX), StageSettings.PARTITIONS),
          TOPICS_PATIENCE);
      Optional<EmbeddedRegistry> own =
          options.registry().isPresent()
              ? Optional.empty()
              : Optional.of(
                  EmbeddedRegistry.start(kafka.bootstrapServers(), options.registryPort()));
      String url = own.map(EmbeddedRegistry::url).or(options::registry).orElseThrow();
      steps.done("schema registry at " + url);
      return new WirePart(kafka, own, url);
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  private static SandboxKafka existing(String bootstrapServers) {
    return ExistingKafka.at(bootstrapServers);
  }

  private static SandboxKafka embedded(SandboxOptions options) {
    KafkaLayout layout = KafkaLayout.temporary().withPort(options.kafkaPort());
    return EmbeddedKafka.start(options.keepData() ? layout.withData(options.folder()) : layout);
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

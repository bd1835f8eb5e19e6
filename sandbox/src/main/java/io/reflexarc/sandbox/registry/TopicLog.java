package io.reflexarc.sandbox.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Keeps changes in a compacted topic of one partition. One registry writes it at a time: its
 * owner's cluster lives in the same process.
 */
final class TopicLog implements RegistryLog {

  /** Not {@code _schemas}, which belongs to another registry where Kafka is shared. */
  static final String TOPIC = "reflexarc.sandbox-schemas";

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final TopicPartition only;
  private final String bootstrapServers;
  private final KafkaProducer<byte[], byte[]> producer;

  TopicLog(String bootstrapServers, String topic) {
    this.only = new TopicPartition(topic, 0);
    this.bootstrapServers = bootstrapServers;
    createTopic();
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "client.id",
                "schema-registry",
                "acks",
                "all",
                "linger.ms",
                0,
                "max.block.ms",
                (int) LIMIT.toMillis(),
                "delivery.timeout.ms",
                (int) LIMIT.toMillis(),
                "request.timeout.ms",
                10_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private void createTopic() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      NewTopic topic =
          new NewTopic(only.topic(), 1, (short) -1)
              .configs(
                  Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
      await(admin.createTopics(List.of(topic)).all().toCompletionStage().toCompletableFuture());
    } catch (IllegalStateException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  @Override
  public List<RegistryEvent> replay() {
    List<RegistryEvent> events = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only), LIMIT).getOrDefault(only, 0L);
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (consumer.position(only, LIMIT) < end) {
        if (System.nanoTime() >= deadline) {
          throw new IllegalStateException(
              "topic " + only.topic() + " cannot be read within " + LIMIT);
        }
        for (ConsumerRecord<byte[], byte[]> kept : consumer.poll(Duration.ofMillis(200))) {
          events.add(EventJson.read(kept.key(), kept.value()));
        }
      }
    }
    return events;
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "client.id", "schema-registry-replay"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  @Override
  public void append(RegistryEvent event) {
    await(
        producer.send(
            new ProducerRecord<>(only.topic(), EventJson.key(event), EventJson.value(event))));
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
  }

  private void await(Future<?> done) {
    try {
      done.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + only.topic() + ": " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("topic " + only.topic() + " gives no answer in " + LIMIT, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}

package io.reflexarc.chaos.attack.arena;

import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Hears what passes in the topics, and can put it there once more, in another order, or put in
 * something else. Whatever it sends bears a header, so that a witness knows it from the stages' own
 * words. One thread.
 */
final class Wiretap implements AutoCloseable {

  /** On every record that the attack sends. */
  static final String MARK = "reflexarc-attack";

  private static final int KEPT = 64;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] NOTHING = {};

  private final Map<String, Deque<ConsumerRecord<byte[], byte[]>>> latest = new HashMap<>();
  private final TopicNames names;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  Wiretap(String bootstrapServers, TopicNames names) {
    this.names = names;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    List<TopicPartition> all = new ArrayList<>();
    for (Topic topic :
        List.of(
            Topic.HEALTH_EVENTS,
            Topic.METRIC_SAMPLES,
            Topic.WORKLOAD_STATE,
            Topic.REMEDIATION_COMMANDS,
            Topic.REMEDIATION_AUDIT)) {
      consumer
          .partitionsFor(names.of(topic))
          .forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(all);
  }

  /** Takes in what passed since the last call. */
  void listen() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
      boolean own = record.headers().lastHeader(MARK) != null;
      if (!own && record.value() != null) {
        Deque<ConsumerRecord<byte[], byte[]>> ring =
            latest.computeIfAbsent(record.topic(), topic -> new ArrayDeque<>());
        ring.addLast(record);
        if (ring.size() > KEPT) {
          ring.removeFirst();
        }
      }
    }
  }

  /**
   * The latest records of a topic.
   *
   * @param reversed whether the last comes first
   */
  List<ConsumerRecord<byte[], byte[]>> latest(Topic topic, int records, boolean reversed) {
    List<ConsumerRecord<byte[], byte[]>> ring =
        new ArrayList<>(latest.getOrDefault(names.of(topic), new ArrayDeque<>()));
    List<ConsumerRecord<byte[], byte[]>> last =
        new ArrayList<>(ring.subList(Math.max(0, ring.size() - records), ring.size()));
    if (reversed) {
      Collections.reverse(last);
    }
    return last;
  }

  /** Sends a record once more, with the time that it had. */
  void again(ConsumerRecord<byte[], byte[]> heard) {
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            heard.topic(),
            heard.partition(),
            heard.timestamp(),
            heard.key(),
            heard.value(),
            heard.headers());
    copy.headers().add(MARK, NOTHING);
    await(copy);
  }

  /**
   * Puts a record of our own into a topic, and waits until the brokers have it.
   *
   * @param at event time, milliseconds
   */
  void send(Topic topic, long at, byte[] key, byte[] value) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(names.of(topic), null, at, key, value);
    record.headers().add(MARK, NOTHING);
    await(record);
  }

  private void await(ProducerRecord<byte[], byte[]> record) {
    try {
      producer.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("cannot attack " + record.topic() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    consumer.close();
    producer.close(Duration.ofSeconds(2));
  }
}

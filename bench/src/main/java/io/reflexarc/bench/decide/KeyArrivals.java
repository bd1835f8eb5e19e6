package io.reflexarc.bench.decide;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as an actuator does, committed records only, and stamps the first of each key. */
final class KeyArrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long JOIN_MILLIS = 2_000;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, Long> first = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::read, "arrivals");

  private KeyArrivals(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    this.consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    thread.setDaemon(true);
  }

  /** Begins to read. */
  static KeyArrivals start(String bootstrapServers, String topic) {
    KeyArrivals arrivals = new KeyArrivals(bootstrapServers);
    List<TopicPartition> all =
        arrivals.consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .toList();
    arrivals.consumer.assign(all);
    arrivals.thread.start();
    return arrivals;
  }

  /** How many keys there were. */
  int keys() {
    return first.size();
  }

  /** When the first record with a key was in hand, of {@code System.nanoTime}. */
  OptionalLong of(String key) {
    Long at = first.get(key);
    return at == null ? OptionalLong.empty() : OptionalLong.of(at);
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<String, byte[]> record : records) {
          first.putIfAbsent(record.key(), now);
        }
      }
    } catch (WakeupException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.reflexarc.bench.decide;

import io.reflexarc.bench.wire.Arrivals;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as an actuator does, committed records only, and stamps the first of each key. */
final class KeyArrivals implements AutoCloseable {

  private final Map<String, Long> first = new ConcurrentHashMap<>();
  private final Arrivals<byte[]> arrivals;

  private KeyArrivals(KafkaConsumer<String, byte[]> consumer, String topic) {
    this.arrivals =
        Arrivals.start(consumer, topic, (record, now) -> first.putIfAbsent(record.key(), now));
  }

  /** Begins to read. */
  static KeyArrivals start(String bootstrapServers, String topic) {
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
    return new KeyArrivals(
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()),
        topic);
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
    arrivals.close();
  }
}

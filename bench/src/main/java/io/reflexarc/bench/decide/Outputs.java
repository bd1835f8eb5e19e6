package io.reflexarc.bench.decide;

import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Commands, or what a peer writes in their place, as a reader of committed records sees them. */
final class Outputs implements AutoCloseable {

  /** Where they are. */
  static final String TOPIC =
      new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.REMEDIATION_COMMANDS);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final long[] latest;

  /** Reads from the topic's end on. */
  Outputs(String bootstrapServers, int partitions) {
    this.latest = new long[partitions];
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(it -> new TopicPartition(TOPIC, it)).toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
  }

  /** Whether something came in one of these partitions, of this event time or later. */
  boolean heardOf(Set<Integer> partitions, long from) {
    read();
    return partitions.stream().anyMatch(it -> latest[it] >= from);
  }

  /** Whether the last that came in each partition is of this event time or later. */
  boolean areFrom(long from) {
    read();
    return Arrays.stream(latest).allMatch(it -> it >= from);
  }

  private void read() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(1))) {
      latest[record.partition()] = Math.max(latest[record.partition()], record.timestamp());
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

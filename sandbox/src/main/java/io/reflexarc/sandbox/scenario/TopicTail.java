package io.reflexarc.sandbox.scenario;

import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows topics from their beginning, committed records only, without a consumer group: a reader
 * that nobody notices. Bytes that cannot be read are counted and passed over. One thread.
 */
public final class TopicTail implements AutoCloseable {

  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<SpecificRecord> values;
  private final Map<String, Topic> byName = new HashMap<>();
  private long unreadable;

  /** Follows these topics, which exist already. */
  public TopicTail(
      String bootstrapServers, String registryUrl, TopicNames names, Set<Topic> topics) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.CLIENT_ID_CONFIG, "story"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    values =
        RecordSerdes.of(Map.of("schema.registry.url", registryUrl))
            .deserializer(SpecificRecord.class);
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics) {
      byName.put(names.of(topic), topic);
      consumer
          .partitionsFor(names.of(topic))
          .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }
    consumer.assign(partitions);
  }

  /** Passes over what was written before that time. */
  public void from(Instant at) {
    Map<TopicPartition, Long> times = new HashMap<>();
    consumer.assignment().forEach(partition -> times.put(partition, at.toEpochMilli()));
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              if (found == null) {
                consumer.seekToEnd(List.of(partition));
              } else {
                consumer.seek(partition, found.offset());
              }
            });
  }

  /** What came since the last call, by event time; waits so long at most when there is nothing. */
  public List<Heard> poll(Duration atMost) {
    List<Heard> heard = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(atMost)) {
      Topic topic = byName.get(record.topic());
      if (topic == null || record.value() == null) {
        continue;
      }
      try {
        heard.add(
            new Heard(
                topic,
                Instant.ofEpochMilli(record.timestamp()),
                record.key() == null ? "" : record.key(),
                values.deserialize(record.topic(), record.value())));
      } catch (SerializationException e) {
        unreadable++;
      }
    }
    heard.sort(Comparator.comparing(Heard::at));
    return heard;
  }

  /** Records that could not be read. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}

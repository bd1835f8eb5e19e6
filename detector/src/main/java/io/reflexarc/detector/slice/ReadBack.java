package io.reflexarc.detector.slice;

import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of partitions back up to where it ends now: the last hours of facts, and the last
 * state of each workload. Records that cannot be read are passed over; whoever consumes them for
 * their own sake dead-letters them.
 */
final class ReadBack {

  private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final TopicNames topics;
  private final Duration horizon;
  private final Duration patience;
  private final Deserializer<HealthEvent> events;
  private final Deserializer<WorkloadState> states;

  /**
   * @param consumers makes consumers that belong to no group
   * @param horizon how far back facts are read, event time
   * @param patience longest real time that this may take
   */
  ReadBack(
      Supplier<Consumer<String, byte[]>> consumers,
      RecordSerdes serdes,
      TopicNames topics,
      Duration horizon,
      Duration patience) {
    this.consumers = consumers;
    this.topics = topics;
    this.horizon = horizon;
    this.patience = patience;
    this.events = serdes.deserializer(HealthEvent.class);
    this.states = serdes.deserializer(WorkloadState.class);
  }

  /**
   * @throws TimeoutException when the log could not be read in time
   */
  Map<Integer, SliceMemory> read(Collection<Integer> partitions, Instant now) {
    Map<Integer, SliceMemory> memories = new HashMap<>();
    partitions.forEach(
        it -> memories.put(it, new SliceMemory(new Ledger(horizon), new HashMap<>())));
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      List<TopicPartition> all = assign(consumer, partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      seek(consumer, all, now.minus(horizon));
      long deadline = System.nanoTime() + patience.toNanos();
      while (all.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("the log was not read back within " + patience);
        }
        consumer.poll(POLL).forEach(record -> take(record, memories));
      }
    }
    return memories;
  }

  private List<TopicPartition> assign(
      Consumer<String, byte[]> consumer, Collection<Integer> partitions) {
    List<TopicPartition> all = new ArrayList<>();
    for (int partition : partitions) {
      all.add(new TopicPartition(topics.of(Topic.HEALTH_EVENTS), partition));
      all.add(new TopicPartition(topics.of(Topic.WORKLOAD_STATE), partition));
    }
    consumer.assign(all);
    return all;
  }

  private void seek(Consumer<String, byte[]> consumer, List<TopicPartition> all, Instant from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    List<TopicPartition> whole = new ArrayList<>();
    for (TopicPartition partition : all) {
      if (partition.topic().equals(topics.of(Topic.HEALTH_EVENTS))) {
        times.put(partition, Math.max(0, from.toEpochMilli()));
      } else {
        whole.add(partition);
      }
    }
    consumer.seekToBeginning(whole);
    List<TopicPartition> silent = new ArrayList<>();
    consumer
        .offsetsForTimes(times)
        .forEach(
            (partition, found) -> {
              OffsetAndTimestamp offset = found;
              if (offset == null) {
                silent.add(partition);
              } else {
                consumer.seek(partition, offset.offset());
              }
            });
    if (!silent.isEmpty()) {
      consumer.seekToEnd(silent);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, Map<Integer, SliceMemory> memories) {
    try {
      if (record.topic().equals(topics.of(Topic.HEALTH_EVENTS))) {
        HealthEvent event = events.deserialize(record.topic(), record.value());
        SliceMemory memory = memories.get(record.partition());
        if (event != null && memory != null) {
          memory.ledger().replay(event);
        }
      } else {
        keep(record, memories.get(record.partition()));
      }
    } catch (SerializationException e) {
      LOG.debug(
          "passed over {}-{} offset {}: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.toString());
    }
  }

  private void keep(ConsumerRecord<String, byte[]> record, @Nullable SliceMemory memory) {
    if (memory == null || record.key() == null) {
      return;
    }
    WorkloadState state =
        record.value() == null ? null : states.deserialize(record.topic(), record.value());
    if (state == null) {
      memory.states().remove(record.key());
    } else {
      memory.states().put(record.key(), state);
    }
  }
}

package io.reflexarc.detector.interest;

import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.policy.PolicyParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies that are in force, as the deciders read them, whoever wrote them; and so the metrics
 * that are worth publishing. A record that cannot be read is passed over here: the deciders
 * dead-letter it, and go on with what was there before, as this does.
 */
public final class PolicyLog implements Predicate<String>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PolicyLog.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration CLOSE = Duration.ofSeconds(1);
  private static final long PAUSE_MILLIS = 500;

  private final Consumer<String, byte[]> consumer;
  private final Deserializer<PolicyRecord> deserializer;
  private final String topic;
  private final MetricNames always;
  private final Heartbeat heartbeat;
  private final Map<String, PolicyRecord> records = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> metricsByPolicy = new HashMap<>();
  private final Thread thread;
  private volatile Set<String> metrics = Set.of();
  private volatile boolean caughtUp;
  private volatile boolean closed;

  /**
   * @param consumer of no group; owned, closed with this
   * @param always names that are published whether or not a policy asks for them; a star at the end
   *     stands for anything
   */
  public PolicyLog(
      Consumer<String, byte[]> consumer,
      Deserializer<PolicyRecord> deserializer,
      String topic,
      List<String> always,
      Heartbeat heartbeat) {
    this.consumer = consumer;
    this.deserializer = deserializer;
    this.topic = topic;
    this.always = MetricNames.of(always);
    this.heartbeat = heartbeat;
    this.thread = new Thread(this::run, "detector-policy-log");
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Whether a metric is worth publishing. */
  @Override
  public boolean test(String name) {
    return metrics.contains(name) || always.test(name);
  }

  /** Whether what was there at the start has been read. */
  public boolean caughtUp() {
    return caughtUp;
  }

  /** The policy in force under a key; null for none. */
  public @Nullable PolicyRecord get(String key) {
    return records.get(key);
  }

  /** All that are in force. */
  public List<PolicyRecord> all() {
    return List.copyOf(records.values());
  }

  private void run() {
    Map<TopicPartition, Long> ends = Map.of();
    while (!closed) {
      heartbeat.beat();
      try {
        if (ends.isEmpty()) {
          ends = assign();
        }
        consumer.poll(POLL).forEach(this::take);
        caughtUp = caughtUp || reached(ends);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("woken up: {}", e.toString());
      } catch (KafkaException e) {
        LOG.warn("policies cannot be read: {}", e.toString());
        pause();
      }
    }
    heartbeat.end();
    consumer.close(CloseOptions.timeout(CLOSE));
  }

  private Map<TopicPartition, Long> assign() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer.endOffsets(partitions);
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() == null) {
      return;
    }
    try {
      PolicyRecord policy =
          record.value() == null ? null : deserializer.deserialize(topic, record.value());
      if (policy == null) {
        records.remove(record.key());
        metricsByPolicy.remove(record.key());
      } else {
        PolicyParser.parse(
                policy.getNamespace(), policy.getName(), policy.getGeneration(), policy.getSpec())
            .accepted()
            .ifPresent(
                it -> metricsByPolicy.put(record.key(), it.spec().symptom().indicator().metrics()));
        records.put(record.key(), policy);
      }
      metrics =
          metricsByPolicy.values().stream()
              .flatMap(Set::stream)
              .collect(Collectors.toUnmodifiableSet());
    } catch (SerializationException e) {
      LOG.debug("passed over a policy at offset {}: {}", record.offset(), e.toString());
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(2 * CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

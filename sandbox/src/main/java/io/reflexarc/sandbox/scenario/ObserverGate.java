package io.reflexarc.sandbox.scenario;

import io.reflexarc.sandbox.world.clock.Gate;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the world from running away from those who watch it: the clock may go no further than a
 * slack beyond the last tick that the decider has consumed and committed, the slowest partition
 * counting. Open until every partition ticked once. Works the same whether the stages run in this
 * process or in others: it reads the ticks and the decider's committed positions.
 */
public final class ObserverGate implements Gate, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ObserverGate.class);
  private static final Duration POLL = Duration.ofMillis(25);
  private static final Duration ASK_EVERY = Duration.ofMillis(80);
  private static final long ADMIN_SECONDS = 5;

  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<HealthEvent> events;
  private final Admin admin;
  private final String group;
  private final Duration slack;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Ticks ticks = new Ticks();
  private final Thread thread;
  private long askedAt;
  private volatile Instant limit = Instant.MAX;
  private volatile boolean closed;

  /**
   * Begins to watch from the topic's present end.
   *
   * @param topic the full name of the topic that carries the ticks
   * @param group the decider's consumer group
   * @param slack how far ahead the world may be
   */
  public ObserverGate(
      String bootstrapServers, String registryUrl, String topic, String group, Duration slack) {
    this.group = group;
    this.slack = slack;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest",
                ConsumerConfig.CLIENT_ID_CONFIG, "world-gate"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    events =
        RecordSerdes.of(Map.of("schema.registry.url", registryUrl)).deserializer(HealthEvent.class);
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    consumer
        .partitionsFor(topic)
        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    consumer.assign(partitions);
    thread = new Thread(this::watch, "world-gate");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Instant notBeyond() {
    return limit;
  }

  @Override
  public String waitsFor() {
    return "the decider to consume the ticks it was sent";
  }

  /** Whether every partition ticked and was consumed: the loop is closed. */
  public boolean closedLoop() {
    return !limit.equals(Instant.MAX);
  }

  private void watch() {
    while (!closed) {
      try {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          take(record);
        }
        if (ticks.partitions() == partitions.size() && isTimeToAsk()) {
          lowest().ifPresent(at -> limit = at.plus(slack));
        }
      } catch (WakeupException e) {
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException e) {
        LOG.warn("The decider's position is not known: {}", e.toString());
      }
    }
  }

  /** The decider's position is asked for a few times a second, however many ticks come. */
  private boolean isTimeToAsk() {
    long now = System.nanoTime();
    if (now - askedAt < ASK_EVERY.toNanos()) {
      return false;
    }
    askedAt = now;
    return true;
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      if (record.value() == null) {
        return;
      }
      HealthEvent event = events.deserialize(record.topic(), record.value());
      if (event.getType().equals("tick")) {
        ticks.add(record.partition(), record.offset(), event.getOccurredAt());
      }
    } catch (SerializationException e) {
      LOG.debug("not an event: {}", e.toString());
    }
  }

  private Optional<Instant> lowest()
      throws InterruptedException, ExecutionException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> positions =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(ADMIN_SECONDS, TimeUnit.SECONDS);
    Instant lowest = Instant.MAX;
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = positions.get(partition);
      Optional<Instant> at =
          position == null
              ? Optional.empty()
              : ticks.before(partition.partition(), position.offset());
      if (at.isEmpty()) {
        return Optional.empty();
      }
      lowest = at.get().isBefore(lowest) ? at.get() : lowest;
    }
    return Optional.of(lowest);
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    admin.close(Duration.ofSeconds(2));
    events.close();
  }
}

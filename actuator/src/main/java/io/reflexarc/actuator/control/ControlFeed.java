package io.reflexarc.actuator.control;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.health.StartupStep;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.deadletter.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole topic of controls into a view, in every actuator, and keeps it up: one thread, no
 * group, nothing committed. Who asks for the view gets it once it holds every order that was
 * committed before the question; without an answer in time nobody may act.
 *
 * <p>An order that cannot be read is counted and left out, and the one before it in its scope
 * stands. It is not dead-lettered here: every instance reads the topic at every start, the decider
 * once.
 */
public final class ControlFeed implements ControlSource, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration BROKER_TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_WAITING = 1024;

  private final Consumer<String, byte[]> consumer;
  private final Consumer<String, byte[]> ends;
  private final Deserializer<Control> reader;
  private final String topic;
  private final Duration patience;
  private final Counter unreadable;
  private final Heartbeat heartbeat;
  private final StartupStep startup;
  private final Controls controls = new Controls();
  private final BlockingQueue<CompletableFuture<Controls>> waiting =
      new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean resting;
  private boolean started;

  /**
   * @param consumer of its own, closed with this; reads only what is committed
   * @param ends another, closed with this, that is asked for the ends and reads nothing: a broker
   *     answers a connection in order, so a question behind a fetch that waits for something to
   *     come would wait as long
   * @param patience longest wait of who asks, real time
   */
  public ControlFeed(
      Consumer<String, byte[]> consumer,
      Consumer<String, byte[]> ends,
      Deserializer<Control> reader,
      String topic,
      Duration patience,
      Counter unreadable,
      Heartbeat heartbeat,
      StartupStep startup) {
    this.consumer = consumer;
    this.ends = ends;
    this.reader = reader;
    this.topic = topic;
    this.patience = patience;
    this.unreadable = unreadable;
    this.heartbeat = heartbeat;
    this.startup = startup;
    this.thread = new Thread(this::run, "reflexarc-actuator-controls");
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  @Override
  public Controls current() throws ControlsUnavailableException {
    CompletableFuture<Controls> answer = new CompletableFuture<>();
    if (closing || !waiting.offer(answer)) {
      throw new ControlsUnavailableException("the controls are not being read");
    }
    if (resting) {
      consumer.wakeup();
    }
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ControlsUnavailableException(
          "the controls were not read up to now within " + patience.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new ControlsUnavailableException("the controls cannot be read: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlsUnavailableException("interrupted while reading the controls");
    } finally {
      answer.cancel(false);
      waiting.remove(answer);
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    ends.wakeup();
    try {
      thread.join(BROKER_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closing) {
      heartbeat.beat();
      try {
        turn();
      } catch (WakeupException e) {
        // Somebody asks, or this is being closed: the next turn sees to it.
      } catch (InterruptException e) {
        closing = true;
      } catch (KafkaException e) {
        LOG.warn("controls cannot be read, will try again: {}", e.toString());
      }
    }
    heartbeat.end();
    consumer.close();
    ends.close();
    reader.close();
  }

  private void turn() {
    if (consumer.assignment().isEmpty()) {
      assign();
    }
    if (started) {
      rest();
    }
    List<CompletableFuture<Controls>> asking = new ArrayList<>(waiting);
    if (started && asking.isEmpty()) {
      return;
    }
    readTo(ends.endOffsets(consumer.assignment(), BROKER_TIMEOUT));
    if (!started) {
      started = true;
      startup.done("read " + controls.size() + " controls");
    }
    asking.forEach(
        answer -> {
          waiting.remove(answer);
          answer.complete(controls);
        });
  }

  /** Reads what comes by itself, until somebody asks. Who asks sees it rest, or is seen here. */
  private void rest() {
    resting = true;
    try {
      if (waiting.isEmpty()) {
        read(POLL);
      }
    } finally {
      resting = false;
    }
  }

  private void assign() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic, BROKER_TIMEOUT)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  private void readTo(Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> behind = new HashMap<>(ends);
    while (!closing) {
      behind.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      if (behind.isEmpty()) {
        return;
      }
      heartbeat.beat();
      read(POLL);
    }
  }

  /** Takes what comes; where one cannot be taken yet, none of those after it counts as read. */
  private void read(Duration timeout) {
    ConsumerRecords<String, byte[]> records = consumer.poll(timeout);
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, records.records(partition).get(0).offset());
    }
    try {
      for (ConsumerRecord<String, byte[]> record : records) {
        take(record);
        next.put(new TopicPartition(topic, record.partition()), record.offset() + 1);
      }
    } catch (KafkaException e) {
      next.forEach(consumer::seek);
      throw e;
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    String scope = record.key() == null ? "" : record.key();
    if (record.value() == null) {
      controls.forget(scope);
      return;
    }
    try {
      Control control = reader.deserialize(topic, record.headers(), record.value());
      if (!control.getScope().equals(scope) || !controls.accept(scope, control)) {
        leftOut(record, "its key is not its scope, or there are too many scopes");
      }
    } catch (KafkaException | IllegalArgumentException e) {
      if (!DeadLetter.isPoison(e)) {
        throw e;
      }
      leftOut(record, DeadLetter.reason(e));
    }
  }

  private void leftOut(ConsumerRecord<String, byte[]> record, String reason) {
    unreadable.increment();
    LOG.warn(
        "left out control at {}-{}@{}: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
  }
}

package io.reflexarc.bench.wire;

import java.time.Duration;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads all partitions of a topic on a thread of its own, and tells each record with the moment at
 * which it was in hand.
 */
public final class Arrivals<V> implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long JOIN_MILLIS = 2_000;

  private final KafkaConsumer<String, V> consumer;
  private final ObjLongConsumer<ConsumerRecord<String, V>> hears;
  private final Thread thread = new Thread(this::read, "arrivals");

  private Arrivals(
      KafkaConsumer<String, V> consumer, ObjLongConsumer<ConsumerRecord<String, V>> hears) {
    this.consumer = consumer;
    this.hears = hears;
    thread.setDaemon(true);
  }

  /**
   * Begins to read.
   *
   * @param consumer becomes its own, and is closed by it
   * @param hears gets each record and when it was in hand, of {@code System.nanoTime}, on the
   *     thread that reads
   */
  public static <V> Arrivals<V> start(
      KafkaConsumer<String, V> consumer,
      String topic,
      ObjLongConsumer<ConsumerRecord<String, V>> hears) {
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .toList();
    consumer.assign(all);
    Arrivals<V> arrivals = new Arrivals<>(consumer, hears);
    arrivals.thread.start();
    return arrivals;
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
        records.forEach(record -> hears.accept(record, now));
      }
    } catch (WakeupException e) {
      Thread.currentThread().interrupt();
    }
  }
}

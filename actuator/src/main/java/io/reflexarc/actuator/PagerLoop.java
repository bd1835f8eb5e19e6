package io.reflexarc.actuator;

import io.reflexarc.actuator.page.Pager;
import io.reflexarc.runtime.health.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spine of the pages: read the audit, tell humans, write down what became of that. Offsets are
 * committed when a page is told or given up, with the record that says so; who takes a partition
 * over after a crash tells once more, under the same key.
 */
final class PagerLoop implements Runnable, ConsumerRebalanceListener {

  private static final Logger LOG = LoggerFactory.getLogger(PagerLoop.class);
  private static final Duration IDLE = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration NEW_GROUP = Duration.ofHours(1);
  private static final long COMMIT_EVERY = Duration.ofSeconds(5).toNanos();
  private static final long AFTER_TROUBLE = Duration.ofMillis(500).toNanos();

  private final Consumer<byte[], byte[]> consumer;
  private final Pager pager;
  private final Ledger ledger;
  private final InstantSource time;
  private final Heartbeat heartbeat;
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private long committedAt = System.nanoTime();
  private long quietUntil = System.nanoTime();
  private volatile boolean closing;

  /**
   * @param consumer subscribed by the loop itself; closed at the end
   * @param time event time
   */
  PagerLoop(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Pager pager,
      Ledger ledger,
      InstantSource time,
      Heartbeat heartbeat) {
    this.consumer = consumer;
    this.pager = pager;
    this.ledger = ledger;
    this.time = time;
    this.heartbeat = heartbeat;
    consumer.subscribe(List.of(topic), this);
  }

  /** Ends the loop after its turn; what is under way is told by whoever comes next. */
  void close() {
    closing = true;
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        heartbeat.beat();
        turn();
      }
      heartbeat.end();
    } catch (InterruptException e) {
      LOG.info("interrupted, ends");
    } catch (RuntimeException | Error e) {
      LOG.error("the loop of pages broke; this process must be restarted", e);
    } finally {
      consumer.close(CloseOptions.timeout(CLOSE));
      ledger.close();
    }
  }

  private void turn() {
    boolean wait = pager.full() || System.nanoTime() - quietUntil < 0;
    if (wait) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    try {
      take(consumer.poll(IDLE));
      if (System.nanoTime() - quietUntil >= 0) {
        tell();
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      LOG.warn("pages cannot be read or told of, will try again: {}", e.toString());
      quietUntil = System.nanoTime() + AFTER_TROUBLE;
    }
  }

  private void take(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      next.put(partition, records.records(partition).get(0).offset());
    }
    try {
      for (TopicPartition partition : records.partitions()) {
        if (!pager.owns(partition)) {
          own(Set.of(partition));
          continue;
        }
        for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
          pager.take(partition, record);
          next.put(partition, record.offset() + 1);
        }
      }
    } catch (KafkaException e) {
      next.forEach(consumer::seek);
      throw e;
    }
  }

  private void tell() {
    List<ProducerRecord<byte[], byte[]>> records = pager.toTell();
    boolean due = System.nanoTime() - committedAt > COMMIT_EVERY;
    Map<TopicPartition, OffsetAndMetadata> positions = pager.positions();
    positions.entrySet().removeIf(each -> each.getValue().equals(committed.get(each.getKey())));
    if (records.isEmpty() && (!due || positions.isEmpty())) {
      return;
    }
    ledger.commit(records, positions, consumer.groupMetadata(), () -> {});
    pager.told();
    committed.putAll(positions);
    committedAt = System.nanoTime();
  }

  private void own(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> last = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = last.get(partition);
      OffsetAndMetadata from =
          position == null ? new OffsetAndMetadata(begin(partition)) : position;
      consumer.seek(partition, from.offset());
      pager.own(partition, from);
    }
  }

  /** A group that is new begins an hour ago: what was escalated before is known, or over. */
  private long begin(TopicPartition partition) {
    long since = time.instant().minus(NEW_GROUP).toEpochMilli();
    long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
    return found == null ? end : found.offset();
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    try {
      own(partitions);
    } catch (KafkaException e) {
      LOG.warn("will find out later how far pages are told: {}", e.toString());
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    partitions.forEach(pager::disown);
    committed.keySet().removeAll(partitions);
  }
}

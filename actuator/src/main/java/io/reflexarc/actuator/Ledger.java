package io.reflexarc.actuator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audit records, dead letters and the offsets they stand for, committed together or not at all.
 * Used by one thread.
 *
 * <p>A failure before the commit leaves nothing. One during the commit leaves it open whether it
 * took place: the producer is then replaced, which ends what it had begun one way or the other, and
 * the committed offsets tell which.
 */
final class Ledger implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

  private final Supplier<Producer<byte[], byte[]>> producers;
  private @Nullable Producer<byte[], byte[]> producer;

  Ledger(Supplier<Producer<byte[], byte[]>> producers) {
    this.producers = producers;
  }

  /** Fences whoever had this instance's name before, and ends what it had begun. */
  void open() {
    if (producer == null) {
      Producer<byte[], byte[]> opened = producers.get();
      try {
        opened.initTransactions();
      } catch (RuntimeException e) {
        opened.close(Duration.ZERO);
        throw e;
      }
      producer = opened;
    }
  }

  /**
   * Commits.
   *
   * @param beforeCommit run when all is sent and nothing is committed
   * @throws KafkaException when it did not succeed, or that is not known; {@link #open} before the
   *     next
   */
  void commit(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata member,
      Runnable beforeCommit) {
    open();
    Producer<byte[], byte[]> open = Objects.requireNonNull(producer);
    try {
      open.beginTransaction();
      records.forEach(open::send);
      open.sendOffsetsToTransaction(offsets, member);
      beforeCommit.run();
      open.commitTransaction();
    } catch (KafkaException e) {
      LOG.warn("outcomes of {} commands were not committed: {}", records.size(), e.toString());
      discard();
      throw e;
    }
  }

  /** Whether a commit may be tried without opening anew. */
  boolean isOpen() {
    return producer != null;
  }

  @Override
  public void close() {
    discard();
  }

  private void discard() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
      producer = null;
    }
  }
}

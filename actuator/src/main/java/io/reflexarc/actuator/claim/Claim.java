package io.reflexarc.actuator.claim;

import io.reflexarc.schemas.avro.RemediationCommand;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What a record on the topic of commands turned out to be. */
public sealed interface Claim {

  /** The partition it came from. */
  TopicPartition partition();

  /** Its offset there. */
  long offset();

  /** A command for this cluster, whole and consistent. */
  record Command(TopicPartition partition, long offset, RemediationCommand command)
      implements Claim {}

  /** A command for another cluster: its own actuator sees to it. */
  record Elsewhere(TopicPartition partition, long offset) implements Claim {}

  /**
   * No command, or one that breaks its contract.
   *
   * @param record as found
   */
  record Poison(ConsumerRecord<byte[], byte[]> record, String reason) implements Claim {

    @Override
    public TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }

    @Override
    public long offset() {
      return record.offset();
    }
  }
}

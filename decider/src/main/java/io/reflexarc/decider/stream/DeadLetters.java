package io.reflexarc.decider.stream;

import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Hands what cannot be used to the one sink that takes it, whichever topic it came from. */
final class DeadLetters {

  private static final String STAGE = "decider";

  private DeadLetters() {}

  /** A record as it was found in its topic. */
  static ConsumerRecord<byte[], byte[]> found(
      Record<byte[], byte[]> record, Optional<RecordMetadata> where) {
    return new ConsumerRecord<>(
        where.map(RecordMetadata::topic).orElse(""),
        where.map(RecordMetadata::partition).orElse(-1),
        where.map(RecordMetadata::offset).orElse(-1L),
        record.timestamp(),
        TimestampType.CREATE_TIME,
        -1,
        -1,
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()),
        Optional.empty());
  }

  static void forward(
      ProcessorContext<Object, Object> context,
      ConsumerRecord<byte[], byte[]> found,
      String reason,
      String sink) {
    ProducerRecord<byte[], byte[]> letter = DeadLetter.of(found, STAGE, reason);
    context.forward(
        new Record<>(
            letter.key(), letter.value(), Math.max(0, found.timestamp()), letter.headers()),
        sink);
  }

  /** Where a dead letter goes: beside the topic that it came from. */
  static final class Destination implements TopicNameExtractor<byte[], byte[]> {

    @Override
    public String extract(byte[] key, byte[] value, RecordContext context) {
      Header topic = context.headers().lastHeader(DeadLetter.TOPIC);
      return TopicNames.deadLetterOf(new String(topic.value(), StandardCharsets.UTF_8));
    }

    /** Shown in the topology's description. */
    @Override
    public String toString() {
      return "the dead letters of the topic that it came from";
    }
  }
}

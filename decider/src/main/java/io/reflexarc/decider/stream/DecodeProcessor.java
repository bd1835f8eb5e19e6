package io.reflexarc.decider.stream;

import io.reflexarc.schemas.deadletter.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * First node: bytes to records. What cannot be decoded goes to the dead letters in the same
 * transaction; a registry that does not answer stops the thread instead, and the record is read
 * again.
 */
final class DecodeProcessor implements Processor<byte[], byte[], Object, Object> {

  private final Deserializer<? extends SpecificRecord> deserializer;
  private final Tallies tallies;
  private final String next;
  private final String deadLetters;
  private @Nullable ProcessorContext<Object, Object> context;

  /**
   * Decodes.
   *
   * @param next the node that takes what could be decoded
   * @param deadLetters the sink that takes what could not
   */
  DecodeProcessor(
      Deserializer<? extends SpecificRecord> deserializer,
      Tallies tallies,
      String next,
      String deadLetters) {
    this.deserializer = deserializer;
    this.tallies = tallies;
    this.next = next;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<Object, Object> initialized) {
    context = initialized;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    if (context == null) {
      throw new IllegalStateException("process before init");
    }
    ConsumerRecord<byte[], byte[]> found = DeadLetters.found(record, context.recordMetadata());
    tallies.flow(found.topic()).received();
    Signal signal;
    try {
      signal = decoded(found);
    } catch (RuntimeException e) {
      if (!DeadLetter.isPoison(e)) {
        throw e;
      }
      tallies.flow(found.topic()).deadLettered("undecodable");
      DeadLetters.forward(context, found, DeadLetter.reason(e), deadLetters);
      return;
    }
    context.forward(new Record<>(signal.key(), signal, found.timestamp()), next);
  }

  @SuppressWarnings("NullAway") // keys and values may be null by Kafka's contract
  private Signal decoded(ConsumerRecord<byte[], byte[]> found) {
    String key = found.key() == null ? null : new String(found.key(), StandardCharsets.UTF_8);
    SpecificRecord value =
        found.value() == null ? null : deserializer.deserialize(found.topic(), found.value());
    return new Signal(key, value, found);
  }
}

package io.reflexarc.detector.publish;

import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The producer, and how it says that a record failed: each record ends in exactly one receipt. */
final class Outlet implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final Serializer<SpecificRecord> serializer;
  private final TopicNames topics;

  Outlet(
      Producer<byte[], byte[]> producer, Serializer<SpecificRecord> serializer, TopicNames topics) {
    this.producer = producer;
    this.serializer = serializer;
    this.topics = topics;
  }

  /**
   * Sends a record; waits while the buffer is full.
   *
   * @param partition null for the one that the key has on its topic
   * @param done hears of the receipt once, on some thread, maybe before this returns
   */
  void send(
      Topic topic,
      @Nullable Integer partition,
      Instant at,
      String key,
      @Nullable SpecificRecord value,
      Consumer<Receipt> done) {
    String name = topics.of(topic);
    byte[] bytes;
    try {
      bytes = value == null ? null : serializer.serialize(name, value);
    } catch (KafkaException e) {
      done.accept(failed(name, key, e));
      return;
    }
    send(
        new ProducerRecord<>(
            name,
            partition,
            Math.max(0, at.toEpochMilli()),
            key.getBytes(StandardCharsets.UTF_8),
            bytes),
        key,
        done);
  }

  /** Sends bytes as they are. */
  void send(ProducerRecord<byte[], byte[]> record, String shown, Consumer<Receipt> done) {
    try {
      var unused =
          producer.send(
              record,
              (metadata, error) ->
                  done.accept(
                      error == null ? Receipt.taken() : failed(record.topic(), shown, error)));
    } catch (KafkaException | IllegalStateException e) {
      done.accept(failed(record.topic(), shown, e));
    }
  }

  /** The full name of a topic. */
  String nameOf(Topic topic) {
    return topics.of(topic);
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    serializer.close();
  }

  private static Receipt failed(String topic, String shown, Exception error) {
    String reason = reasonOf(error);
    LOG.warn("{} of {} was not published ({}): {}", topic, shown, reason, error.toString());
    return Receipt.failed(reason);
  }

  private static String reasonOf(Exception error) {
    if (error instanceof RecordTooLargeException) {
      return Publisher.TOO_LARGE;
    }
    if (error instanceof SerializationException) {
      return "not-serialized";
    }
    return error instanceof TimeoutException ? "timeout" : "broker";
  }
}

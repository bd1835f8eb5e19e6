package io.reflexarc.detector.publish;

import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A publisher whose records stay here, in the order in which they were sent. */
public final class Published {

  private final List<SpecificRecord> records = new ArrayList<>();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  /** One that acknowledges everything at once. */
  public Publisher publisher(
      Ownership ownership, Watermark watermark, TimeSource time, StageMetrics metrics) {
    return new Publisher(
        producer,
        (topic, record) -> {
          records.add(record);
          return new byte[0];
        },
        new TopicNames("reflexarc."),
        ownership,
        watermark,
        time,
        metrics);
  }

  /** The records of a type. */
  public <T extends SpecificRecord> List<T> of(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The keys of which it was said that there is nothing any more. */
  public List<String> gone() {
    return producer.history().stream()
        .filter(it -> it.value() == null)
        .map(it -> new String(it.key(), StandardCharsets.UTF_8))
        .toList();
  }
}

package io.reflexarc.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Lets one type of record through: a Control on a topic of HealthEvents is poison. */
final class TypedDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final Class<T> type;
  private final Deserializer<?> inner;

  TypedDeserializer(Class<T> type, Deserializer<?> inner) {
    this.type = type;
    this.inner = inner;
  }

  @Override
  public void configure(Map<String, ?> config, boolean isKey) {
    // the inner one is configured already, with the settings that chose it
  }

  @Override
  public T deserialize(String topic, byte @Nullable [] bytes) {
    return typed(inner.deserialize(topic, bytes));
  }

  @Override
  public T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
    return typed(inner.deserialize(topic, headers, bytes));
  }

  @Override
  public void close() {
    inner.close();
  }

  @SuppressWarnings("NullAway") // a tombstone is null by Kafka's contract, which is not annotated
  private T typed(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new SerializationException(
          "it is a " + value.getClass().getSimpleName() + ", not a " + type.getSimpleName());
    }
    return type.cast(value);
  }
}

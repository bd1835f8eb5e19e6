package io.reflexarc.schemas.serde;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Builds the serializers of values that the configuration names: {@code value.serializer} and
 * {@code value.deserializer}, ours unless given, so that the official ones drop in by class name.
 * Each call builds a new one, configured with all settings.
 */
public final class RecordSerdes {

  private final Map<String, Object> config;

  static {
    TrustedRecords.install();
  }

  private RecordSerdes(Map<String, Object> config) {
    this.config = config;
  }

  /**
   * Serializers by these settings; settings of others among them are passed on.
   *
   * @throws org.apache.kafka.common.config.ConfigException when ours are chosen and a setting of
   *     theirs is wrong, or a class cannot be found
   */
  public static RecordSerdes of(Map<String, ?> config) {
    Map<String, Object> all = new HashMap<>();
    config.forEach(
        (name, value) -> {
          if (value != null) {
            all.put(name, value);
          }
        });
    all.put(SerdeSettings.SPECIFIC_READER, true);
    return new RecordSerdes(all);
  }

  /** Writes records of one type, or of any. */
  public <T extends SpecificRecord> Serializer<T> serializer() {
    @SuppressWarnings("unchecked")
    Serializer<T> serializer =
        settings().getConfiguredInstance(SerdeSettings.VALUE_SERIALIZER, Serializer.class);
    serializer.configure(config, false);
    return serializer;
  }

  /** Reads records of this type; any other is a {@code SerializationException}. */
  public <T extends SpecificRecord> Deserializer<T> deserializer(Class<T> type) {
    Deserializer<?> deserializer =
        settings().getConfiguredInstance(SerdeSettings.VALUE_DESERIALIZER, Deserializer.class);
    deserializer.configure(config, false);
    return new TypedDeserializer<>(type, deserializer);
  }

  /** Both. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(serializer(), deserializer(type));
  }

  private AbstractConfig settings() {
    return new AbstractConfig(SerdeSettings.definition(), config, false);
  }
}

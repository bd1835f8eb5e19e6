package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.registry.RegistryClient;
import io.reflexarc.schemas.registry.RegistryException;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads our records from the Confluent wire format: looks the writer's schema up by its id and
 * resolves it to the class of the same name as this release knows it. One instance may be shared by
 * threads. Null is a tombstone.
 *
 * <p>Takes hostile bytes: whatever is wrong with them, it throws {@link SerializationException}
 * that says what, having taken no more memory than a multiple of their length. When not the bytes
 * but the registry is the trouble, the exception is a {@link RegistryException}: the record may be
 * good, so do not throw it away.
 */
public final class AvroDeserializer implements Deserializer<SpecificRecord> {

  private final ThreadLocal<RecordReaders> readers = ThreadLocal.withInitial(RecordReaders::new);
  private @Nullable RegistryClient registry;
  private int maxBytes;
  private boolean isKey;

  static {
    TrustedRecords.install();
  }

  @Override
  public void configure(Map<String, ?> config, boolean key) {
    SerdeSettings settings = SerdeSettings.from(config);
    registry = new RegistryClient(settings.registry());
    maxBytes = settings.maxBytes();
    isKey = key;
  }

  @Override
  @SuppressWarnings("NullAway") // a tombstone is null by Kafka's contract, which is not annotated
  public SpecificRecord deserialize(String topic, byte @Nullable [] framed) {
    if (framed == null) {
      return null;
    }
    if (registry == null) {
      throw new SerializationException("the deserializer is not configured: call configure first");
    }
    if (framed.length > maxBytes) {
      throw new SerializationException(
          framed.length + " bytes are more than " + maxBytes + " (value.max.bytes)");
    }
    int id = WireFormat.id(framed);
    return readers.get().read(id, framed, () -> schema(registry, id, topic));
  }

  @Override
  public void close() {
    readers.remove();
  }

  private Schema schema(RegistryClient client, int id, String topic) {
    try {
      return client.schema(id, WireFormat.subject(topic, isKey));
    } catch (RegistryException e) {
      if (e.problem() == Problem.UNKNOWN || e.problem() == Problem.UNEXPECTED) {
        throw new SerializationException(
            "schema id " + Integer.toUnsignedString(id) + " cannot be used: " + e.getMessage());
      }
      throw e;
    }
  }
}

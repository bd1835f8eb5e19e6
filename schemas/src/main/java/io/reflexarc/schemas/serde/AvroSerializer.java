package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.registry.RegistryClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes our records in the Confluent wire format, subjects by {@code TopicNameStrategy}. One
 * instance may be shared by threads. Null is a tombstone. Throws {@link SerializationException} and
 * nothing else; the registry's troubles are its subclass {@link
 * io.reflexarc.schemas.registry.RegistryException}.
 */
public final class AvroSerializer implements Serializer<SpecificRecord> {

  private final ThreadLocal<Codec> codecs = ThreadLocal.withInitial(Codec::new);
  private @Nullable SchemaIds ids;
  private int maxBytes;
  private boolean isKey;

  static {
    TrustedRecords.install();
  }

  @Override
  public void configure(Map<String, ?> config, boolean key) {
    SerdeSettings settings = SerdeSettings.from(config);
    ids = new SchemaIds(new RegistryClient(settings.registry()), settings);
    maxBytes = settings.maxBytes();
    isKey = key;
  }

  @Override
  @SuppressWarnings("NullAway") // a tombstone is null by Kafka's contract, which is not annotated
  public byte[] serialize(String topic, @Nullable SpecificRecord value) {
    if (value == null) {
      return null;
    }
    if (ids == null) {
      throw new SerializationException("the serializer is not configured: call configure first");
    }
    String name = value.getSchema().getName();
    int id = ids.of(WireFormat.subject(topic, isKey), value.getSchema());
    byte[] bytes = codecs.get().write(id, value);
    if (bytes.length > maxBytes) {
      throw new SerializationException(
          name + " takes " + bytes.length + " bytes, more than " + maxBytes + " (value.max.bytes)");
    }
    return bytes;
  }

  @Override
  public void close() {
    codecs.remove();
  }

  /** What one thread keeps: a buffer, an encoder, a writer for each schema. */
  private static final class Codec {

    private static final int KEPT_BUFFER_BYTES = 64 << 10;

    private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers =
        new IdentityHashMap<>();
    private ByteArrayOutputStream buffer = new ByteArrayOutputStream(1_024);
    private @Nullable BinaryEncoder encoder;

    byte[] write(int id, SpecificRecord value) {
      buffer.reset();
      buffer.writeBytes(WireFormat.header(id));
      try {
        encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
        writer(value).write(value, encoder);
        encoder.flush();
        return buffer.toByteArray();
      } catch (IOException | RuntimeException e) {
        throw new SerializationException(
            value.getSchema().getName() + " cannot be written: " + e.getMessage(), e);
      } finally {
        if (buffer.size() > KEPT_BUFFER_BYTES) {
          buffer = new ByteArrayOutputStream(1_024);
        }
      }
    }

    @SuppressWarnings("unchecked")
    private SpecificDatumWriter<SpecificRecord> writer(SpecificRecord value) {
      return writers.computeIfAbsent(
          value.getSchema(),
          schema -> new SpecificDatumWriter<>((Class<SpecificRecord>) value.getClass()));
    }
  }
}

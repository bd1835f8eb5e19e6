package io.reflexarc.decider.state;

import io.reflexarc.schemas.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Stores a value of type {@code T} as an Avro record {@code R}: one byte that says in which format,
 * then Avro binary. Schemas of former formats are kept as resources, {@code v1/StoredTarget.avsc};
 * Avro resolves from them. A format may still change until a release has written it.
 */
final class StateSerde<T, R extends SpecificRecordBase> implements Serde<T> {

  /** The format that is written. */
  static final byte FORMAT = 2;

  /** The oldest format that there is. */
  static final byte OLDEST = 1;

  private static final ThreadLocal<Page> PAGE = ThreadLocal.withInitial(Page::new);

  private static final String PACKAGE = "io.reflexarc.decider.state.avro.";

  static {
    TrustedRecords.install();
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith(PACKAGE)));
  }

  private final Schema schema;
  private final Function<T, R> write;
  private final Function<R, T> read;
  private final byte oldest;
  private final SpecificDatumWriter<R> writer;
  private final List<SpecificDatumReader<R>> readers = new ArrayList<>();

  StateSerde(Schema schema, Function<T, R> write, Function<R, T> read) {
    this(OLDEST, schema, write, read);
  }

  /** Of what is stored only since a format. */
  StateSerde(byte since, Schema schema, Function<T, R> write, Function<R, T> read) {
    this.oldest = since;
    this.schema = schema;
    this.write = write;
    this.read = read;
    this.writer = new SpecificDatumWriter<>(schema);
    for (byte format = oldest; format <= FORMAT; format++) {
      readers.add(
          new SpecificDatumReader<>(written(format), schema, SpecificData.getForSchema(schema)));
    }
  }

  /** Asked for by a store with each value that it writes. */
  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> serialize(value);
  }

  /** Asked for by a store with each value that it reads. */
  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> deserialize(bytes);
  }

  private Schema written(byte format) {
    if (format == FORMAT) {
      return schema;
    }
    String resource = "v" + format + "/" + schema.getName() + ".avsc";
    try (InputStream text = StateSerde.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(Objects.requireNonNull(text, resource));
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  @SuppressWarnings("NullAway") // null is how a store deletes
  private byte[] serialize(@Nullable T value) {
    if (value == null) {
      return null;
    }
    return PAGE.get().write(writer, write.apply(value));
  }

  /** Where a thread writes values, one after the other. */
  private static final class Page {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    private @Nullable BinaryEncoder encoder;

    <R> byte[] write(SpecificDatumWriter<R> writer, R record) {
      BinaryEncoder its = EncoderFactory.get().binaryEncoder(bytes, encoder);
      encoder = its;
      bytes.reset();
      bytes.write(FORMAT);
      try {
        writer.write(record, its);
        its.flush();
      } catch (IOException e) {
        throw new SerializationException("state cannot be written: " + e, e);
      }
      return bytes.toByteArray();
    }
  }

  @SuppressWarnings("NullAway") // null is how a store says absent
  private T deserialize(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    if (bytes.length == 0 || bytes[0] < oldest || bytes[0] > FORMAT) {
      throw new SerializationException(
          schema.getName()
              + " was stored in format "
              + (bytes.length == 0 ? "none" : bytes[0])
              + ", this release reads formats "
              + oldest
              + " to "
              + FORMAT);
    }
    BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null);
    try {
      return read.apply(readers.get(bytes[0] - oldest).read(null, decoder));
    } catch (IOException | RuntimeException e) {
      throw new SerializationException("stored " + schema.getName() + " cannot be read: " + e, e);
    }
  }
}

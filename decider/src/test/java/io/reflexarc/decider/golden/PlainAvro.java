package io.reflexarc.decider.golden;

import io.reflexarc.schemas.serde.TrustedRecords;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Serializers by class name that need no registry: the record's name, a newline, Avro binary. */
public final class PlainAvro {

  static {
    TrustedRecords.install();
  }

  private PlainAvro() {}

  /** Writes. */
  public static final class Writer implements Serializer<SpecificRecord> {
    @Override
    public byte[] serialize(String topic, SpecificRecord value) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes((value.getSchema().getFullName() + "\n").getBytes(StandardCharsets.UTF_8));
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      try {
        new SpecificDatumWriter<>(value.getSchema()).write(value, encoder);
        encoder.flush();
      } catch (IOException e) {
        throw new SerializationException(e);
      }
      return bytes.toByteArray();
    }
  }

  /** Reads. */
  public static final class Reader implements Deserializer<SpecificRecord> {
    @Override
    public SpecificRecord deserialize(String topic, byte[] bytes) {
      int end = 0;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      String name = new String(bytes, 0, end, StandardCharsets.UTF_8);
      try {
        Class<?> type = Class.forName(name);
        Schema schema = SpecificData.get().getSchema(type);
        BinaryDecoder decoder =
            DecoderFactory.get().binaryDecoder(bytes, end + 1, bytes.length - end - 1, null);
        return Objects.requireNonNull(
            new SpecificDatumReader<SpecificRecord>(
                    schema, schema, SpecificData.getForSchema(schema))
                .read(null, decoder));
      } catch (IOException | ClassNotFoundException | RuntimeException e) {
        throw new SerializationException("bytes are not a record: " + name, e);
      }
    }
  }
}

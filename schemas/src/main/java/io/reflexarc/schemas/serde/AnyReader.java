package io.reflexarc.schemas.serde;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Reads records of any kind, resolving the writer's schema to ours, by Avro's own reader. */
final class AnyReader implements RecordReader {

  private final SpecificDatumReader<SpecificRecord> reader;
  private @Nullable BinaryDecoder decoder;

  AnyReader(Schema writer, Schema ours, SpecificData data) {
    this.reader = new SpecificDatumReader<>(writer, ours, data);
  }

  @Override
  public String name() {
    return reader.getExpected().getName();
  }

  @Override
  public SpecificRecord read(byte[] framed) throws IOException {
    int length = framed.length - WireFormat.HEADER_BYTES;
    decoder = DecoderFactory.get().binaryDecoder(framed, WireFormat.HEADER_BYTES, length, decoder);
    SpecificRecord value = reader.read(null, decoder);
    if (!decoder.isEnd()) {
      throw new SerializationException("bytes are left over after the " + name());
    }
    return value;
  }
}

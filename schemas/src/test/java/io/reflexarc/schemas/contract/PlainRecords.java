package io.reflexarc.schemas.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Our classes and Avro's generic ones, from one to the other by way of their bytes. */
public final class PlainRecords {

  private PlainRecords() {}

  /** As a reader without our classes has it: times are numbers. */
  public static GenericRecord of(SpecificRecord record) throws IOException {
    return as(record.getSchema(), record);
  }

  /** As a reader of that schema has it: times are numbers. */
  public static GenericRecord as(Schema reader, SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    Schema schema = record.getSchema();
    new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema))
        .write(record, encoder);
    encoder.flush();
    return new GenericDatumReader<GenericRecord>(schema, reader)
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  /** The golden value of a schema as an instance of our class. */
  public static SpecificRecord golden(Schema schema) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(GoldenValues.of(schema), encoder);
    encoder.flush();
    return new SpecificDatumReader<SpecificRecord>(schema, schema, new PlainLists())
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  /** Lists that can be compared: Avro's own know no timestamps. */
  private static final class PlainLists extends SpecificData {

    PlainLists() {
      addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    public Object newArray(Object old, int size, Schema schema) {
      return new ArrayList<>(size);
    }
  }
}

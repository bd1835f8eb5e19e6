package io.reflexarc.schemas.serde;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What one thread keeps for reading: for each schema id a reader that resolves that schema to ours.
 * A new reader for each record costs four times as much.
 */
final class RecordReaders {

  private static final int MOST_READERS = 1_000;

  private static final SpecificData PLAIN_LISTS = new PlainLists();

  private final Map<Integer, RecordReader> readers = new HashMap<>();

  SpecificRecord read(int id, byte[] framed, Supplier<Schema> writerSchema) {
    RecordReader reader = readers.get(id);
    if (reader == null) {
      reader = reader(id, writerSchema.get());
      remember(id, reader);
    }
    try {
      return reader.read(framed);
    } catch (SerializationException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new SerializationException("bytes are not a " + reader.name() + ": " + e, e);
    }
  }

  private void remember(int id, RecordReader reader) {
    if (readers.size() >= MOST_READERS) {
      readers.clear();
    }
    readers.put(id, reader);
  }

  private static RecordReader reader(int id, Schema writer) {
    Schema ours = ours(id, writer);
    SchemaPairCompatibility fit = SchemaCompatibility.checkReaderWriterCompatibility(ours, writer);
    if (fit.getType() != SchemaCompatibilityType.COMPATIBLE) {
      throw new SerializationException(
          "schema id "
              + id
              + " ("
              + writer.getFullName()
              + ") cannot be read by this release: "
              + fit.getResult().getIncompatibilities());
    }
    return SamplesReader.reads(writer)
        ? new SamplesReader()
        : new AnyReader(writer, ours, PLAIN_LISTS);
  }

  private static Schema ours(int id, Schema writer) {
    boolean named = writer.getType() == Schema.Type.RECORD;
    if (!named || !TrustedRecords.isOurs(writer.getFullName())) {
      throw new SerializationException(
          "schema id " + id + " is '" + abbreviated(writer) + "', not one of our records");
    }
    SpecificData data = SpecificData.get();
    Class<?> type = data.getClass(writer);
    if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
      throw new SerializationException(
          "schema id "
              + id
              + " is '"
              + abbreviated(writer)
              + "', which this release does not know");
    }
    return data.getSchema(type);
  }

  private static String abbreviated(Schema schema) {
    String name = schema.getFullName();
    return name.length() > 200 ? name.substring(0, 200) + "..." : name;
  }

  /**
   * Reads lists into {@link ArrayList}: Avro's own list compares by a model that knows no
   * timestamps, so that {@code equals} of a record with evidence would throw.
   */
  private static final class PlainLists extends SpecificData {

    PlainLists() {
      addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    @Override
    public Object newArray(@Nullable Object old, int size, Schema schema) {
      return new ArrayList<>(size);
    }
  }
}

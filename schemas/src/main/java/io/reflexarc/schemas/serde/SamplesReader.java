package io.reflexarc.schemas.serde;

import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads scrapes field by field: of all records there are most of them, and they are the largest.
 * Only where they were written by our schema, and that has the fields that this class knows; others
 * are read as any record is. Takes a tenth of the time.
 *
 * <p>Lists grow as they are read, whatever length they claim. Not safe for use by several threads.
 */
final class SamplesReader implements RecordReader {

  private static final List<String> FIELDS =
      List.of(
          "target, pod, podUid, node, version, revision, source, sampledAt, startedAt, up, samples",
          "name, labels, kind, value, sum, buckets",
          "upperBound, count");

  private final SampleHeaders headers = new SampleHeaders();

  /** Whether this class can read what that schema wrote. */
  static boolean reads(Schema writer) {
    Schema ours = MetricSamples.getClassSchema();
    return SchemaIds.sameBytes(writer, ours)
        && FIELDS.equals(
            List.of(
                fields(ours), fields(Sample.getClassSchema()), fields(Bucket.getClassSchema())));
  }

  private static String fields(Schema schema) {
    return String.join(", ", schema.getFields().stream().map(Schema.Field::name).toList());
  }

  @Override
  public String name() {
    return MetricSamples.getClassSchema().getName();
  }

  @Override
  public SpecificRecord read(byte[] framed) {
    Cursor cursor = new Cursor(framed, WireFormat.HEADER_BYTES);
    MetricSamples read =
        new MetricSamples(
            cursor.text(),
            maybeText(cursor),
            maybeText(cursor),
            maybeText(cursor),
            maybeText(cursor),
            maybeText(cursor),
            cursor.text(),
            Instant.ofEpochMilli(cursor.number()),
            isThere(cursor) ? Instant.ofEpochMilli(cursor.number()) : null,
            cursor.truth(),
            samples(cursor));
    if (!cursor.isAtEnd()) {
      throw new SerializationException("bytes are left over after the " + name());
    }
    return read;
  }

  /** Which branch of a union of null and something follows. */
  private static boolean isThere(Cursor cursor) {
    long branch = cursor.number();
    if (branch != 0 && branch != 1) {
      throw new IllegalArgumentException("branch " + branch + " of two");
    }
    return branch == 1;
  }

  private static @Nullable String maybeText(Cursor cursor) {
    return isThere(cursor) ? cursor.text() : null;
  }

  private List<Sample> samples(Cursor cursor) {
    List<Sample> samples = new ArrayList<>();
    headers.begin();
    for (long left = cursor.items(); left > 0; left = cursor.items()) {
      for (long each = left; each > 0; each--) {
        samples.add(sample(cursor));
      }
    }
    return samples;
  }

  private Sample sample(Cursor cursor) {
    SampleHeaders.Header header = headers.next(cursor);
    return new Sample(
        header.name(),
        header.labels(),
        header.kind(),
        cursor.real(),
        isThere(cursor) ? cursor.real() : null,
        buckets(cursor));
  }

  private static List<Bucket> buckets(Cursor cursor) {
    List<Bucket> buckets = new ArrayList<>();
    for (long left = cursor.items(); left > 0; left = cursor.items()) {
      for (long each = left; each > 0; each--) {
        buckets.add(new Bucket(cursor.real(), cursor.real()));
      }
    }
    return buckets;
  }
}

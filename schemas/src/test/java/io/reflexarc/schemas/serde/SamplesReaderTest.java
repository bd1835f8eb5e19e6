package io.reflexarc.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.schemas.avro.Bucket;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Sample;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What it reads is what Avro's own reader reads, whatever was read before. */
class SamplesReaderTest {

  private static final int SCRAPES = 2_000;

  private final SplittableRandom random = new SplittableRandom(4);
  private final SamplesReader reader = new SamplesReader();
  private final AnyReader avro =
      new AnyReader(MetricSamples.getClassSchema(), MetricSamples.getClassSchema(), times());

  private static SpecificData times() {
    SpecificData data = new SpecificData();
    data.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    return data;
  }

  @Test
  void shouldReadOurSchemaOnly() {
    assertThat(SamplesReader.reads(MetricSamples.getClassSchema())).isTrue();
    assertThat(SamplesReader.reads(Sample.getClassSchema())).isFalse();
  }

  @Test
  void shouldReadWhatAvroReads() throws IOException {
    for (int i = 0; i < SCRAPES; i++) {
      // given
      MetricSamples scrape = scrape();

      // then
      assertThat(reader.read(framed(scrape, false))).isEqualTo(scrape);
      assertThat(reader.read(framed(scrape, true))).isEqualTo(scrape);
    }
  }

  @Test
  void shouldReadTheSameOrRefuseWhenBytesAreWrong() throws IOException {
    int read = 0;
    for (int i = 0; i < SCRAPES; i++) {
      // given
      byte[] bytes = framed(scrape(), random.nextBoolean());
      int at = random.nextInt(WireFormat.HEADER_BYTES, bytes.length);
      bytes[at] = (byte) random.nextInt(256);

      // then
      Optional<SpecificRecord> theirs = read(avro, bytes);
      read += theirs.isPresent() ? 1 : 0;
      assertThat(theirs.isEmpty() || theirs.equals(read(reader, bytes))).isTrue();
    }
    assertThat(read).isBetween(SCRAPES / 10, SCRAPES * 9 / 10);
  }

  @Test
  void shouldFindTheSameLabelsWhenTheyComeAgain() throws IOException {
    // given
    MetricSamples one = (MetricSamples) reader.read(framed(scrape(sample(1)), false));

    // when
    MetricSamples other = (MetricSamples) reader.read(framed(scrape(sample(2)), false));

    // then
    assertThat(labels(other)).isSameAs(labels(one));
    assertThatThrownBy(() -> labels(one).put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldBeginAnewWhenThereAreTooManyLabels() throws IOException {
    // given
    MetricSamples one = (MetricSamples) reader.read(framed(scrape(sample(1)), false));

    // when
    for (int i = 0; i <= SampleHeaders.MOST; i++) {
      reader.read(framed(scrape(sample("m" + i, Map.of(), 1)), false));
    }

    // then
    MetricSamples again = (MetricSamples) reader.read(framed(scrape(sample(1)), false));
    assertThat(again).isEqualTo(one);
    assertThat(labels(again)).isNotSameAs(labels(one));
  }

  private static Map<String, String> labels(MetricSamples samples) {
    return samples.getSamples().get(0).getLabels();
  }

  private static Optional<SpecificRecord> read(RecordReader reader, byte[] bytes) {
    try {
      return Optional.of(reader.read(bytes));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static byte[] framed(MetricSamples scrape, boolean inBlocks) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(WireFormat.header(7));
    BinaryEncoder encoder =
        inBlocks
            ? new EncoderFactory().configureBlockSize(64).blockingBinaryEncoder(bytes, null)
            : EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(MetricSamples.class).write(scrape, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private MetricSamples scrape() {
    List<Sample> samples = new ArrayList<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      Map<String, String> labels = new TreeMap<>();
      for (int label = random.nextInt(4); label > 0; label--) {
        labels.put(text(), text());
      }
      samples.add(sample(text(), labels, random.nextDouble()));
    }
    return MetricSamples.newBuilder(scrape(sample(1)))
        .setPod(random.nextBoolean() ? text() : null)
        .setStartedAt(random.nextBoolean() ? Instant.ofEpochMilli(random.nextLong(1L << 41)) : null)
        .setUp(random.nextBoolean())
        .setSamples(samples)
        .build();
  }

  private String text() {
    return List.of("", "a", "path", "/cart", "zürich", "5" + "x".repeat(80), "m", "n")
        .get(random.nextInt(8));
  }

  private static MetricSamples scrape(Sample sample) {
    return MetricSamples.newBuilder()
        .setTarget("c/ns/Deployment/web")
        .setSource("scrape")
        .setSampledAt(Instant.ofEpochMilli(1_700_000_000_123L))
        .setSamples(List.of(sample))
        .build();
  }

  private static Sample sample(double value) {
    return sample("requests", Map.of("path", "/cart", "method", "GET"), value);
  }

  private static Sample sample(String name, Map<String, String> labels, double value) {
    boolean histogram = name.length() % 2 == 0;
    return Sample.newBuilder()
        .setName(name)
        .setLabels(labels)
        .setKind(histogram ? MetricKind.HISTOGRAM : MetricKind.GAUGE)
        .setValue(value)
        .setSum(histogram ? value * 2 : null)
        .setBuckets(histogram ? List.of(new Bucket(0.1, 1.0), new Bucket(1.0, 2.0)) : List.of())
        .build();
  }
}

package io.reflexarc.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.contract.PlainRecords;
import io.reflexarc.schemas.topic.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the bytes: a record, or a SerializationException that says why, soon and in memory. */
class HostileBytesTest {

  private static final byte[] HUGE = {
    (byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0x0f
  };

  private MemoryRegistry registry;
  private AvroDeserializer deserializer;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
    Map<String, Object> settings = new HashMap<>(registry.settings());
    settings.put("value.max.bytes", 100_000);
    deserializer = new AvroDeserializer();
    deserializer.configure(settings, false);
  }

  @AfterEach
  void stop() {
    deserializer.close();
    registry.close();
  }

  @Test
  void shouldSayTooFewWhenThereIsNoFrame() {
    assertRefused(new byte[0], "0 bytes are too few");
    assertRefused(new byte[] {0, 0, 0, 0}, "4 bytes are too few");
  }

  @Test
  void shouldNameTheByteWhenTheMagicIsWrong() {
    assertRefused("{\"type\":\"tick\"}".getBytes(), "first byte is 0x7b, not the magic byte");
  }

  @Test
  void shouldNameTheIdWhenNobodyKnowsIt() {
    assertRefused(framed(4_711, new byte[3]), "schema id 4711 cannot be used");
    assertRefused(framed(-1, new byte[3]), "schema id 4294967295 cannot be used");
  }

  @Test
  void shouldSayTooLongWhenTheValueIs() {
    assertRefused(framed(1, new byte[200_000]), "200005 bytes are more than 100000");
  }

  @Test
  void shouldSayWhatItIsWhenTheSchemaIsNotOurs() {
    int foreign = registry.id("{\"type\":\"record\",\"name\":\"com.example.Order\",\"fields\":[]}");
    int text = registry.id("\"string\"");
    int unheardOf =
        registry.id(
            "{\"type\":\"record\",\"name\":\"io.reflexarc.schemas.avro.Later\",\"fields\":[]}");
    assertRefused(framed(foreign, new byte[1]), "'com.example.Order', not one of our records");
    assertRefused(framed(text, new byte[1]), "'string', not one of our records");
    assertRefused(framed(unheardOf, new byte[1]), "which this release does not know");
  }

  @Test
  void shouldSayWhyWhenTheSchemaCannotBeResolved() {
    int id =
        registry.id(
            "{\"type\":\"record\",\"name\":\"io.reflexarc.schemas.avro.Control\",\"fields\":"
                + "[{\"name\":\"scope\",\"type\":\"long\"}]}");
    assertRefused(framed(id, new byte[1]), "cannot be read by this release");
  }

  @Test
  void shouldRefuseWhenAStringClaimsGigabytes() {
    int id = registry.id(plain(MetricSamples.SCHEMA$));
    assertRefused(framed(id, HUGE), "bytes are not a MetricSamples");
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void shouldRefuseWhenAListClaimsMillions() throws IOException {
    // given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(2);
    bytes.write('t');
    bytes.write(new byte[5]);
    bytes.write(2);
    bytes.write('s');
    bytes.write(new byte[] {0, 0, 1});
    bytes.write(HUGE);

    // then
    int id = registry.id(plain(MetricSamples.SCHEMA$));
    assertRefused(framed(id, bytes.toByteArray()), "bytes are not a MetricSamples");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void shouldNotSpinWhenAnUnknownFieldIsAListOfNothing() throws IOException {
    // given
    String control = plain(io.reflexarc.schemas.avro.Control.SCHEMA$);
    String field = "{\"name\":\"bomb\",\"type\":{\"type\":\"array\",\"items\":\"null\"}},";
    int id = registry.id(control.replaceFirst("\"fields\":\\[", "\"fields\":[" + field));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int block = 0; block < 1_000; block++) {
      bytes.write(HUGE);
    }

    // then
    assertRefused(framed(id, bytes.toByteArray()), "");
  }

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void shouldRefuseWhenAnUnknownFieldIsNestedWithoutEnd() {
    // given
    String control = plain(io.reflexarc.schemas.avro.Control.SCHEMA$);
    String field =
        "{\"name\":\"deep\",\"type\":{\"type\":\"record\",\"name\":\"Deep\",\"fields\":"
            + "[{\"name\":\"next\",\"type\":[\"null\",\"Deep\"]}]}},";
    int id = registry.id(control.replaceFirst("\"fields\":\\[", "\"fields\":[" + field));
    byte[] bytes = new byte[90_000];
    Arrays.fill(bytes, (byte) 2);

    // then
    assertRefused(framed(id, bytes), "bytes are not a Control");
  }

  @Test
  void shouldRefuseWhenBytesAreLeftOver() throws IOException {
    // given
    byte[] value = value(Topic.REMEDIATION_CONTROLS);

    // then
    assertRefused(Arrays.copyOf(value, value.length + 1), "bytes are left over after the Control");
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldRefuseWhenBytesAreMissing(Topic topic) throws IOException {
    // given
    byte[] value = value(topic);

    // then
    for (int length = 5; length < value.length; length += 1 + value.length / 200) {
      assertRefused(Arrays.copyOf(value, length), "");
    }
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void shouldReadOrRefuseWhenBytesAreChanged(Topic topic) throws IOException {
    // given
    byte[] value = value(topic);
    SplittableRandom random = new SplittableRandom(topic.ordinal());
    int read = 0;
    int refused = 0;

    // when
    for (int i = 0; i < 3_000; i++) {
      byte[] changed = value.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        changed[random.nextInt(5, changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(deserializer.deserialize("t", changed)).isInstanceOf(SpecificRecord.class);
        read++;
      } catch (SerializationException e) {
        assertThat(e).hasMessageContaining(topic.schema().getName());
        refused++;
      }
    }

    // then
    assertThat(read + refused).isEqualTo(3_000);
    assertThat(refused).isPositive();
  }

  private byte[] value(Topic topic) throws IOException {
    try (AvroSerializer serializer = new AvroSerializer()) {
      serializer.configure(registry.settings(), false);
      return serializer.serialize("t", PlainRecords.golden(topic.schema()));
    }
  }

  private void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> deserializer.deserialize("t", bytes))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining(reason);
  }

  private static String plain(Schema schema) {
    return schema.toString().replace(",\"avro.java.string\":\"String\"", "");
  }

  private static byte[] framed(int id, byte[] payload) {
    return ByteBuffer.allocate(5 + payload.length).put((byte) 0).putInt(id).put(payload).array();
  }
}

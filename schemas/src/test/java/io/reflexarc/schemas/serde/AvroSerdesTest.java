package io.reflexarc.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.contract.PlainRecords;
import io.reflexarc.schemas.topic.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AvroSerdesTest {

  private MemoryRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @ParameterizedTest
  @EnumSource(Topic.class)
  void shouldReadBackWhenARecordIsFull(Topic topic) throws IOException {
    // given
    SpecificRecord record = PlainRecords.golden(topic.schema());
    try (AvroSerializer serializer = serializer(Map.of());
        AvroDeserializer deserializer = deserializer(Map.of())) {
      // when
      byte[] bytes = serializer.serialize("t", record);

      // then
      assertThat(deserializer.deserialize("t", bytes)).isEqualTo(record);
    }
  }

  @Test
  void shouldFrameWithAZeroAndTheId() throws IOException {
    // given
    registry.id("\"string\"");
    try (AvroSerializer serializer = serializer(Map.of())) {
      // when
      ByteBuffer bytes = ByteBuffer.wrap(serializer.serialize("t", event()));

      // then
      assertThat(bytes.get()).isZero();
      assertThat(bytes.getInt()).isEqualTo(2);
    }
  }

  @Test
  void shouldRegisterTheSchemaAsAnyLanguageWouldWriteIt() throws IOException {
    try (AvroSerializer serializer = serializer(Map.of())) {
      // when
      serializer.serialize("t", event());

      // then
      assertThat(registry.schemas()).hasSize(1);
      assertThat(registry.schemas().get(0))
          .doesNotContain("avro.java.string")
          .contains("Event time");
    }
  }

  @Test
  void shouldAskTheRegistryOnceWhenManyRecordsPass() throws IOException {
    try (AvroSerializer serializer = serializer(Map.of());
        AvroDeserializer deserializer = deserializer(Map.of())) {
      for (int i = 0; i < 100; i++) {
        deserializer.deserialize("t", serializer.serialize("t", event()));
      }
      assertThat(registry.requests()).isEqualTo(2);
    }
  }

  @Test
  void shouldPassTombstones() {
    try (AvroSerializer serializer = serializer(Map.of());
        AvroDeserializer deserializer = deserializer(Map.of())) {
      assertThat(serializer.serialize("t", null)).isNull();
      assertThat(deserializer.deserialize("t", (byte[]) null)).isNull();
    }
  }

  @Test
  void shouldReadRightWhenThreadsShareOneInstance() throws Exception {
    // given
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (AvroSerializer serializer = serializer(Map.of());
        AvroDeserializer deserializer = deserializer(Map.of())) {
      List<Future<Boolean>> same = new ArrayList<>();
      for (Topic topic : Topic.values()) {
        SpecificRecord record = PlainRecords.golden(topic.schema());
        for (int i = 0; i < 50; i++) {
          same.add(
              threads.submit(
                  () ->
                      record.equals(
                          deserializer.deserialize("t", serializer.serialize("t", record)))));
        }
      }

      // then
      for (Future<Boolean> each : same) {
        assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldRefuseToWriteWhenTheRecordIsTooLong() throws IOException {
    try (AvroSerializer serializer = serializer(Map.of("value.max.bytes", 1_024))) {
      HealthEvent event = HealthEvent.newBuilder(event()).setMessage("x".repeat(2_000)).build();
      assertThatThrownBy(() -> serializer.serialize("t", event))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("more than 1024 (value.max.bytes)");
    }
  }

  @Test
  void shouldSayWhichFieldWhenARecordIsIncomplete() {
    try (AvroSerializer serializer = serializer(Map.of())) {
      assertThatThrownBy(() -> serializer.serialize("t", new HealthEvent()))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("HealthEvent cannot be written")
          .hasMessageContaining("id");
    }
  }

  @Test
  void shouldSayWhatIsMissingWhenItIsNotConfigured() {
    try (AvroSerializer serializer = new AvroSerializer()) {
      assertThatThrownBy(() -> serializer.serialize("t", event()))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("not configured");
    }
  }

  @Test
  void shouldUseTheClassThatTheConfigurationNames() throws IOException {
    // given
    Map<String, Object> settings = new HashMap<>(registry.settings());
    settings.put("value.serializer", Shouting.class.getName());

    // when
    try (Serializer<HealthEvent> serializer = RecordSerdes.of(settings).serializer()) {
      // then
      assertThat(serializer.serialize("t", event())).containsExactly('!');
    }
  }

  @Test
  void shouldNameTheSettingWhenTheClassCannotBeFound() {
    // given
    Map<String, Object> settings = new HashMap<>(registry.settings());
    settings.put("value.deserializer", "io.confluent.nobody.Here");

    // then
    assertThatThrownBy(() -> RecordSerdes.of(settings).deserializer(HealthEvent.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("value.deserializer")
        .hasMessageContaining("io.confluent.nobody.Here");
  }

  @Test
  void shouldRefuseWhenAnOptionIsNotAvailable() {
    assertThatThrownBy(() -> deserializer(Map.of("specific.avro.reader", false)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("specific.avro.reader");
    assertThatThrownBy(() -> serializer(Map.of("normalize.schemas", true)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("normalize.schemas");
  }

  @Test
  void shouldServeAsOneSerde() throws IOException {
    // given
    try (AvroSerde serde = new AvroSerde();
        Deserializer<SpecificRecord> deserializer = serde.deserializer()) {
      serde.configure(registry.settings(), false);

      // then
      byte[] bytes = serde.serializer().serialize("t", event());
      assertThat(deserializer.deserialize("t", bytes)).isEqualTo(event());
    }
  }

  /** Stands for somebody else's serializer. */
  public static final class Shouting implements Serializer<Object> {
    @Override
    public byte[] serialize(String topic, Object value) {
      return new byte[] {'!'};
    }
  }

  private static HealthEvent event() throws IOException {
    return (HealthEvent) PlainRecords.golden(HealthEvent.SCHEMA$);
  }

  private AvroSerializer serializer(Map<String, Object> more) {
    AvroSerializer serializer = new AvroSerializer();
    serializer.configure(with(more), false);
    return serializer;
  }

  private AvroDeserializer deserializer(Map<String, Object> more) {
    AvroDeserializer deserializer = new AvroDeserializer();
    deserializer.configure(with(more), false);
    return deserializer;
  }

  private Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(registry.settings());
    settings.putAll(more);
    return settings;
  }
}

package io.reflexarc.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.registry.RegistryClient;
import io.reflexarc.schemas.registry.RegistryException;
import io.reflexarc.schemas.registry.RegistryException.Problem;
import io.reflexarc.schemas.registry.RegistrySettings;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What our client and serdes need of a registry; the same for ours and for a foreign one. */
abstract class RegistryContract {

  /** Its {@code schema.registry.url}. */
  abstract String url();

  @Test
  void shouldGiveTheSameIdWhenASchemaIsRegisteredAgain(TestInfo test) {
    // given
    String subject = subject(test);
    int id = client().register(subject, HealthEvent.SCHEMA$);

    // when
    int again = client().register(subject, HealthEvent.SCHEMA$);

    // then
    assertThat(again).isEqualTo(id);
    assertThat(client().schema(id, subject).getFullName())
        .isEqualTo(HealthEvent.SCHEMA$.getFullName());
    assertThat(client().find(subject, HealthEvent.SCHEMA$)).isEqualTo(id);
  }

  @Test
  void shouldTellTheLatestVersionWhenThereAreTwo(TestInfo test) {
    // given
    String subject = subject(test);
    client().register(subject, schema("one"));

    // when
    int second = client().register(subject, schema("one", "two"));

    // then
    RegistryClient.Version latest = client().latest(subject);
    assertThat(latest.id()).isEqualTo(second);
    assertThat(latest.version()).isEqualTo(2);
    assertThat(latest.schema().getFields()).hasSize(2);
  }

  @Test
  void shouldSayUnknownWhenNothingOfTheNameIsThere(TestInfo test) {
    // given
    String subject = subject(test);

    // then
    assertThat(problemOf(() -> client().latest(subject))).isEqualTo(Problem.UNKNOWN);
    assertThat(problemOf(() -> client().find(subject, schema("one")))).isEqualTo(Problem.UNKNOWN);
    assertThat(problemOf(() -> client().schema(1_999_999_999, subject))).isEqualTo(Problem.UNKNOWN);
  }

  @Test
  void shouldSayIncompatibleWhenTheSubjectForbidsTheSchema(TestInfo test) throws Exception {
    // given
    String subject = subject(test);
    client().register(subject, schema("one"));
    put("/config/" + subject, "{\"compatibility\":\"FULL_TRANSITIVE\"}");

    // when
    Problem problem = problemOf(() -> client().register(subject, breaking()));

    // then
    assertThat(problem).isEqualTo(Problem.INCOMPATIBLE);
  }

  @Test
  void shouldAnswerWhenAskedWhetherItIsThere() {
    client().check();
  }

  @Test
  void shouldReadBackWhenARecordWasWritten(TestInfo test) {
    // given
    HealthEvent event = event("pod.oom-killed");
    try (Serializer<HealthEvent> serializer = serdes(Map.of()).serializer();
        Deserializer<HealthEvent> deserializer = serdes(Map.of()).deserializer(HealthEvent.class)) {
      // when
      byte[] bytes = serializer.serialize(topic(test), event);

      // then
      assertThat(bytes[0]).isZero();
      assertThat(deserializer.deserialize(topic(test), bytes)).isEqualTo(event);
    }
  }

  @Test
  void shouldReadWhatAnOlderReleaseWroteWhenFieldsWereAddedSince(TestInfo test) throws Exception {
    // given
    Schema older = without(HealthEvent.SCHEMA$, "labels", "reason");
    GenericRecord written = new GenericData.Record(older);
    HealthEvent event = event("rollout.started");
    for (Schema.Field field : older.getFields()) {
      Object value = event.get(event.getSchema().getField(field.name()).pos());
      written.put(field.name(), generic(value, field));
    }
    byte[] bytes = framed(client().register(subject(test), older), written);

    // when
    try (Deserializer<HealthEvent> deserializer =
        serdes(Map.of()).deserializer(HealthEvent.class)) {
      HealthEvent read = deserializer.deserialize(topic(test), bytes);

      // then
      assertThat(read.getId()).isEqualTo(event.getId());
      assertThat(read.getOccurredAt()).isEqualTo(event.getOccurredAt());
      assertThat(read.getLabels()).isEmpty();
    }
  }

  @Test
  void shouldNotRegisterWhenOthersDoThat(TestInfo test) {
    // given
    Map<String, Object> settings = Map.of("auto.register.schemas", false);
    try (Serializer<HealthEvent> serializer = serdes(settings).serializer()) {
      // then
      assertThatThrownBy(() -> serializer.serialize(topic(test), event("tick")))
          .isInstanceOf(SerializationException.class)
          .hasMessageContaining("is not registered under '" + subject(test) + "'")
          .hasMessageContaining("auto.register.schemas=true");
    }
  }

  @Test
  void shouldUseTheLatestVersionWhenToldTo(TestInfo test) {
    // given
    int id = client().register(subject(test), HealthEvent.SCHEMA$);
    Map<String, Object> settings =
        Map.of("auto.register.schemas", false, "use.latest.version", true);
    try (Serializer<HealthEvent> serializer = serdes(settings).serializer()) {
      // when
      byte[] bytes = serializer.serialize(topic(test), event("tick"));

      // then
      assertThat(ByteBuffer.wrap(bytes).getInt(1)).isEqualTo(id);
    }
  }

  @Test
  void shouldRefuseWhenTheIdIsOfNobody(TestInfo test) {
    // given
    byte[] bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(1_999_999_998).array();
    try (Deserializer<HealthEvent> deserializer =
        serdes(Map.of()).deserializer(HealthEvent.class)) {
      // then
      assertThatThrownBy(() -> deserializer.deserialize(topic(test), bytes))
          .isExactlyInstanceOf(SerializationException.class)
          .hasMessageContaining("schema id 1999999998");
    }
  }

  @Test
  void shouldRefuseWhenTheRecordIsOfAnotherKind(TestInfo test) {
    // given
    Control control =
        Control.newBuilder()
            .setScope("*")
            .setVerb(Verb.PAUSE)
            .setBy("somebody")
            .setReason("for lunch")
            .setAt(Instant.EPOCH)
            .build();
    try (Serializer<Control> serializer = serdes(Map.of()).serializer();
        Deserializer<HealthEvent> deserializer = serdes(Map.of()).deserializer(HealthEvent.class)) {
      byte[] bytes = serializer.serialize(topic(test), control);

      // then
      assertThatThrownBy(() -> deserializer.deserialize(topic(test), bytes))
          .isInstanceOf(SerializationException.class)
          .hasMessage("it is a Control, not a HealthEvent");
    }
  }

  @Test
  void shouldKeepIdsApartWhenManyRegisterAtOnce(TestInfo test) throws Exception {
    // given
    int many = 12;
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Integer>> ids = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String subject = "many-" + i % 4 + "-" + subject(test);
        Schema schema = schema("field" + i % 4);
        ids.add(threads.submit(() -> client().register(subject, schema)));
      }

      // when
      Set<Integer> different = new HashSet<>();
      for (Future<Integer> id : ids) {
        different.add(id.get(30, TimeUnit.SECONDS));
      }

      // then
      assertThat(different).hasSize(4);
    } finally {
      threads.shutdownNow();
    }
  }

  private RegistryClient client() {
    return new RegistryClient(
        RegistrySettings.from(
            Map.of("schema.registry.url", url(), "schema.registry.patience.ms", 20_000)));
  }

  private RecordSerdes serdes(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("schema.registry.url", url());
    return RecordSerdes.of(settings);
  }

  private static Problem problemOf(Runnable call) {
    return catchThrowableOfType(RegistryException.class, call::run).problem();
  }

  private static String topic(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName();
  }

  private static String subject(TestInfo test) {
    return topic(test) + "-value";
  }

  private static HealthEvent event(String type) {
    return HealthEvent.newBuilder()
        .setId("0123456789abcdef")
        .setType(type)
        .setTarget("prod/shop/Deployment/checkout")
        .setSource("contract-test")
        .setOccurredAt(Instant.ofEpochMilli(1_764_000_000_123L))
        .setObservedAt(Instant.ofEpochMilli(1_764_000_000_456L))
        .setReason("OOMKilled")
        .setLabels(Map.of("container", "app", "größe", "groß"))
        .build();
  }

  private static Schema schema(String... optionalFields) {
    SchemaBuilder.FieldAssembler<Schema> fields =
        SchemaBuilder.record("Thing").namespace("io.reflexarc.test").fields();
    for (String field : optionalFields) {
      fields = fields.name(field).type().stringType().stringDefault("");
    }
    return fields.endRecord();
  }

  private static Schema breaking() {
    return SchemaBuilder.record("Thing")
        .namespace("io.reflexarc.test")
        .fields()
        .requiredLong("one")
        .endRecord();
  }

  private static Schema without(Schema schema, String... gone) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      if (!Set.of(gone).contains(field.name())) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static Object generic(Object value, Schema.Field field) {
    if (value instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    return value instanceof Enum<?> word
        ? new GenericData.EnumSymbol(field.schema(), word.name())
        : value;
  }

  private static byte[] framed(int id, GenericRecord value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    return bytes.toByteArray();
  }

  private void put(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/vnd.schemaregistry.v1+json")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}

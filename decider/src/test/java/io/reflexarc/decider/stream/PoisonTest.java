package io.reflexarc.decider.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.golden.PlainAvro;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricKind;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.PermitKind;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PoisonTest {

  private static final TopicNames TOPICS = new TopicNames("reflexarc.");
  private static final String TARGET = "prod/shop/Deployment/checkout";
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
  private static final byte[] KEY = TARGET.getBytes(StandardCharsets.UTF_8);
  private static final byte[] POISON = {0, 1, 2, 3};

  private final StageMetrics metrics = new StageMetrics("decider");
  private TopologyTestDriver driver;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "poison");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
    RecordSerdes serdes =
        RecordSerdes.of(
            Map.of(
                "value.serializer", PlainAvro.Writer.class.getName(),
                "value.deserializer", PlainAvro.Reader.class.getName(),
                "schema.registry.url", "http://unused"));
    driver =
        new TopologyTestDriver(
            new DeciderTopology(
                    TOPICS,
                    serdes,
                    Terms.DEFAULT,
                    BreakerTerms.DEFAULT,
                    2_000,
                    true,
                    new Tallies(metrics, TOPICS))
                .build(),
            properties,
            NOW);
  }

  @AfterEach
  void stop() {
    driver.close();
    metrics.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {
        "HEALTH_EVENTS",
        "METRIC_SAMPLES",
        "WORKLOAD_STATE",
        "REMEDIATION_AUDIT",
        "PERMIT_REQUESTS",
        "PERMIT_ANSWERS"
      })
  void shouldDeadLetterBytesAsFoundWhenTheyCannotBeDecoded(Topic topic) {
    // when
    pipe(topic, KEY, POISON);
    // then
    List<TestRecord<byte[], byte[]>> letters = letters(topic);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).key()).isEqualTo(KEY);
    assertThat(letters.get(0).value()).isEqualTo(POISON);
    assertThat(header(letters.get(0), DeadLetter.STAGE)).isEqualTo("decider");
    assertThat(header(letters.get(0), DeadLetter.TOPIC)).isEqualTo(TOPICS.of(topic));
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.class,
      names = {"REMEDIATION_POLICIES", "REMEDIATION_CONTROLS"})
  void shouldDeadLetterAnOrderOnceWhenItCannotBeDecoded(Topic topic) {
    // when the next facts come in
    pipe(topic, KEY, POISON);
    pipe(Topic.HEALTH_EVENTS, "prod//Partition/0".getBytes(StandardCharsets.UTF_8), tick(NOW));
    pipe(
        Topic.HEALTH_EVENTS,
        "prod//Partition/0".getBytes(StandardCharsets.UTF_8),
        tick(NOW.plusSeconds(1)));
    // then
    assertThat(letters(topic)).hasSize(1);
  }

  @Test
  void shouldDeadLetterAPolicyWithItsMistakesWhenItIsRefused() {
    // given
    PolicyRecord policy =
        PolicyRecord.newBuilder()
            .setNamespace("shop")
            .setName("errors")
            .setApiVersion("reflexarc.io/v1alpha1")
            .setGeneration(1)
            .setSpec("{\"mode\": \"never\"}")
            .setSource("file:test")
            .setUpdatedAt(NOW)
            .build();
    // when
    pipe(Topic.REMEDIATION_POLICIES, "shop/errors".getBytes(StandardCharsets.UTF_8), policy);
    pipe(Topic.HEALTH_EVENTS, "prod//Partition/0".getBytes(StandardCharsets.UTF_8), tick(NOW));
    // then
    assertThat(header(letters(Topic.REMEDIATION_POLICIES).get(0), DeadLetter.REASON))
        .contains("spec.mode");
  }

  @Test
  void shouldNameTheMistakeWhenARecordBreaksItsContract() {
    // when
    pipe(Topic.METRIC_SAMPLES, KEY, samples("prod/shop/Deployment/other", NOW, 1));
    pipe(Topic.METRIC_SAMPLES, KEY, samples(TARGET, NOW.plusSeconds(7_200), 1));
    pipe(Topic.METRIC_SAMPLES, KEY, samples(TARGET, NOW, Double.NaN));
    pipe(Topic.METRIC_SAMPLES, KEY, samples(TARGET, NOW, 1.5e308));
    pipe(Topic.HEALTH_EVENTS, "prod//Partition/7".getBytes(StandardCharsets.UTF_8), tickOf(7));
    // then
    assertThat(letters(Topic.METRIC_SAMPLES))
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .satisfiesExactly(
            reason -> assertThat(reason).contains("is not the record's key"),
            reason -> assertThat(reason).contains("sampledAt").contains("an hour ahead"),
            reason -> assertThat(reason).contains("requests").contains("NaN"),
            reason -> assertThat(reason).contains("1.5E308").contains("added up"));
    assertThat(letters(Topic.HEALTH_EVENTS))
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .satisfiesExactly(reason -> assertThat(reason).contains("<cluster>//Partition/0"));
  }

  @Test
  void shouldNameTheMistakeWhenAPermitBreaksItsContract() {
    // given
    byte[] cluster = "prod".getBytes(StandardCharsets.UTF_8);
    PermitRequest.Builder request =
        PermitRequest.newBuilder().setTarget(TARGET).setPartition(0).setAt(NOW);
    // when
    pipe(Topic.PERMIT_REQUESTS, KEY, request.setKind(PermitKind.WELL).build());
    pipe(Topic.PERMIT_REQUESTS, cluster, request.setKind(PermitKind.ASK).build());
    pipe(
        Topic.PERMIT_REQUESTS,
        cluster,
        request.setKind(PermitKind.ENDED).setCommandId("id").setOutcome("fine").build());
    pipe(Topic.PERMIT_REQUESTS, cluster, request.setPartition(-1).build());
    pipe(
        Topic.PERMIT_ANSWERS,
        KEY,
        PermitAnswer.newBuilder()
            .setTarget(TARGET)
            .setCommandId("id")
            .setAskedAt(NOW)
            .setAt(NOW)
            .setGranted(false)
            .build());
    // then
    assertThat(letters(Topic.PERMIT_REQUESTS))
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .satisfiesExactly(
            reason -> assertThat(reason).isEqualTo("key is not the cluster of its target, 'prod'"),
            reason -> assertThat(reason).isEqualTo("commandId is missing"),
            reason -> assertThat(reason).startsWith("outcome is 'fine', not one of [applied,"),
            reason -> assertThat(reason).startsWith("partition is -1"));
    assertThat(letters(Topic.PERMIT_ANSWERS))
        .extracting(letter -> header(letter, DeadLetter.REASON))
        .satisfiesExactly(reason -> assertThat(reason).startsWith("gate is 'null'"));
  }

  @Test
  void shouldPassOverWhatALaterReleaseTellsTheArbiter() {
    // when
    pipe(
        Topic.PERMIT_REQUESTS,
        "prod".getBytes(StandardCharsets.UTF_8),
        PermitRequest.newBuilder().setTarget(TARGET).setPartition(0).setAt(NOW).build());
    // then
    assertThat(letters(Topic.PERMIT_REQUESTS)).isEmpty();
    assertThat(metrics.scrape()).contains("reason=\"unknown-kind\"");
  }

  private static HealthEvent tick(Instant at) {
    return tick(0, at);
  }

  private static HealthEvent tickOf(int partition) {
    return tick(partition, NOW);
  }

  private static HealthEvent tick(int partition, Instant at) {
    return HealthEvent.newBuilder()
        .setId("tick-" + at)
        .setType("tick")
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setTarget("prod//Partition/" + partition)
        .setSource("test")
        .setOccurredAt(at)
        .setObservedAt(at)
        .build();
  }

  private static MetricSamples samples(String target, Instant at, double value) {
    return MetricSamples.newBuilder()
        .setTarget(target)
        .setSource("test")
        .setSampledAt(at)
        .setSamples(
            List.of(
                Sample.newBuilder()
                    .setName("requests")
                    .setKind(MetricKind.COUNTER)
                    .setValue(value)
                    .build()))
        .build();
  }

  private void pipe(Topic topic, byte[] key, SpecificRecord value) {
    pipe(topic, key, new PlainAvro.Writer().serialize(TOPICS.of(topic), value));
  }

  private void pipe(Topic topic, byte[] key, byte[] value) {
    driver
        .createInputTopic(TOPICS.of(topic), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(key, value, NOW.toEpochMilli());
  }

  private List<TestRecord<byte[], byte[]>> letters(Topic topic) {
    return driver
        .createOutputTopic(
            TopicNames.deadLetterOf(TOPICS.of(topic)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}

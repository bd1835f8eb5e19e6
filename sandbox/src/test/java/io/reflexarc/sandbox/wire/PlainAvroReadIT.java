package io.reflexarc.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** The audit topic, read as any tool would: Kafka's client, Avro, one GET, none of our classes. */
class PlainAvroReadIT {

  private static final TopicNames NAMES = new TopicNames("plain.");

  @Test
  void shouldBeReadByPlainAvroWhenOursWroteIt() throws Exception {
    // given
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.from(Map.of("topic.prefix", NAMES.prefix(), "topic.partitions", 2)),
        Duration.ofSeconds(60));
    String topic = NAMES.of(Topic.REMEDIATION_AUDIT);
    write(topic, audit());

    // when
    ConsumerRecord<String, byte[]> found = first(topic);
    ByteBuffer framed = ByteBuffer.wrap(found.value());
    byte magic = framed.get();
    Schema schema = schema(framed.getInt());
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(schema)
            .read(
                null,
                DecoderFactory.get().binaryDecoder(found.value(), 5, framed.remaining(), null));

    // then
    assertThat(magic).isZero();
    assertThat(found.key()).isEqualTo("prod/shop/Deployment/checkout");
    assertThat(read.get("stage")).hasToString("HELD");
    assertThat(read.get("gate")).hasToString("cooldown");
    assertThat(read.get("at")).isEqualTo(1_764_000_000_000L);
    assertThat(((List<?>) read.get("evidence")).get(0)).hasToString(evidenceJson(read));
  }

  private static String evidenceJson(GenericRecord read) {
    GenericRecord evidence = (GenericRecord) ((List<?>) read.get("evidence")).get(0);
    assertThat(evidence.get("value")).isEqualTo(0.042);
    return evidence.toString();
  }

  private static void write(String topic, RemediationAudit audit) throws Exception {
    Serializer<RemediationAudit> values = RecordSerdes.of(SharedKafka.settings()).serializer();
    try (KafkaProducer<String, RemediationAudit> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedKafka.bootstrapServers()),
            new StringSerializer(),
            values)) {
      producer
          .send(new ProducerRecord<>(topic, audit.getTarget(), audit))
          .get(30, TimeUnit.SECONDS);
    }
  }

  private static ConsumerRecord<String, byte[]> first(String topic) {
    try (KafkaConsumer<String, byte[]> consumer = SharedKafka.consumer()) {
      consumer.assign(List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1)));
      for (int polls = 0; polls < 300; polls++) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          return record;
        }
      }
    }
    throw new AssertionError("nothing came");
  }

  private static Schema schema(int id) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(SharedKafka.registryUrl() + "/schemas/ids/" + id))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return new Schema.Parser()
        .parse(new ObjectMapper().readTree(answer.body()).get("schema").asText());
  }

  private static RemediationAudit audit() {
    return RemediationAudit.newBuilder()
        .setId("a1")
        .setAt(Instant.ofEpochMilli(1_764_000_000_000L))
        .setStage(Stage.HELD)
        .setTarget("prod/shop/Deployment/checkout")
        .setActor("decider")
        .setGate("cooldown")
        .setReason("acted 12 m ago")
        .setEvidence(
            List.of(
                Evidence.newBuilder()
                    .setIndicator("ratio")
                    .setWindowMillis(300_000)
                    .setValue(0.042)
                    .setSamples(12_000)
                    .build()))
        .build();
  }
}

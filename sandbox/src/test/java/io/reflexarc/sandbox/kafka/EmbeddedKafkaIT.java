package io.reflexarc.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  private static final long A_CENTURY_AHEAD = 4_900_000_000_000L;
  private static final long A_CENTURY_AGO = 1_000L;

  @Test
  void shouldTakeRecordsOfAnyEventTimeWhenTimeIsVirtual() throws Exception {
    // given
    String servers = SharedKafka.bootstrapServers();
    create(servers, "any-time", (short) 1);

    // when
    produce(servers, "any-time", A_CENTURY_AHEAD, "later");
    produce(servers, "any-time", A_CENTURY_AGO, "earlier");

    // then
    assertThat(values(servers, "any-time", 2)).containsExactly("later", "earlier");
  }

  @Test
  void shouldKeepRecordsWhenRestartedOnItsDirectory(@TempDir Path data) throws Exception {
    // given
    KafkaLayout layout = KafkaLayout.temporary().withData(data);
    try (EmbeddedKafka first = EmbeddedKafka.start(layout)) {
      create(first.bootstrapServers(), "kept", (short) 1);
      produce(first.bootstrapServers(), "kept", 0, "still here");
    }

    // when
    try (EmbeddedKafka second = EmbeddedKafka.start(layout)) {
      // then
      assertThat(values(second.bootstrapServers(), "kept", 1)).containsExactly("still here");
    }
    assertThat(Files.exists(data.resolve("kafka"))).isTrue();
  }

  @Test
  void shouldServeWhenOneOfThreeNodesIsDown() throws Exception {
    // given
    try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaLayout.temporary().withNodes(3))) {
      create(kafka.bootstrapServers(), "replicated", (short) 3);

      // when
      kafka.stopNode(2);
      produce(kafka.bootstrapServers(), "replicated", 0, "two are enough");
      kafka.startNode(2);
      produce(kafka.bootstrapServers(), "replicated", 0, "three again");

      // then
      assertThat(values(kafka.bootstrapServers(), "replicated", 2))
          .containsExactly("two are enough", "three again");
    }
  }

  private static void create(String servers, String topic, short copies) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, copies))).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static void produce(String servers, String topic, long timestamp, String value)
      throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new StringSerializer(),
            new StringSerializer())) {
      producer
          .send(new ProducerRecord<>(topic, 0, timestamp, "k", value))
          .get(60, TimeUnit.SECONDS);
    }
  }

  private static List<String> values(String servers, String topic, int count) {
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      for (int polls = 0; polls < 300 && values.size() < count; polls++) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}

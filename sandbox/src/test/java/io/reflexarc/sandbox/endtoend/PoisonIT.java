package io.reflexarc.sandbox.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.scenario.Playback;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class PoisonIT {

  static final String SCENARIO = "memory-leak";

  /** Every topic that a stage reads. */
  private static final List<Topic> INPUTS =
      List.of(
          Topic.HEALTH_EVENTS,
          Topic.METRIC_SAMPLES,
          Topic.WORKLOAD_STATE,
          Topic.REMEDIATION_POLICIES,
          Topic.REMEDIATION_CONTROLS,
          Topic.REMEDIATION_COMMANDS,
          Topic.REMEDIATION_AUDIT);

  private static final TopicNames NAMES = new TopicNames(TopicNames.DEFAULT_PREFIX);
  private static final byte[] KEY =
      "sandbox/shop/Deployment/checkout".getBytes(StandardCharsets.UTF_8);
  private static final byte[] POISON = "not a record at all".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private final Map<String, List<ConsumerRecord<byte[], byte[]>>> deadLetters = new HashMap<>();

  @Test
  void shouldHealAndDeadLetterWhenEveryInputHoldsPoison() throws InterruptedException {
    // given
    Plays plays = new Plays(folder);

    // when
    Playback playback = plays.play(SCENARIO, PoisonIT::poison, this::readDeadLetters);

    // then
    assertThat(playback.verdict().failures()).as(plays.shown()).isEmpty();
    assertThat(playback.verdict().passed()).as(plays.shown()).isTrue();
    for (Topic input : INPUTS) {
      assertThat(deadLetters.get(TopicNames.deadLetterOf(NAMES.of(input))))
          .as("dead letters of " + input)
          .isNotEmpty()
          .allSatisfy(
              letter -> {
                assertThat(letter.key()).isEqualTo(KEY);
                assertThat(letter.value()).isEqualTo(POISON);
                assertThat(header(letter, "reflexarc.reason")).isNotBlank();
                assertThat(header(letter, "reflexarc.topic")).isEqualTo(NAMES.of(input));
              });
    }
  }

  private static void poison(Sandbox sandbox) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", sandbox.addresses().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Topic input : INPUTS) {
        producer.send(new ProducerRecord<>(NAMES.of(input), KEY, POISON));
      }
    }
  }

  private void readDeadLetters(Sandbox sandbox) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", sandbox.addresses().bootstrapServers(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (Topic input : INPUTS) {
        String name = TopicNames.deadLetterOf(NAMES.of(input));
        deadLetters.put(name, new ArrayList<>());
        consumer
            .partitionsFor(name)
            .forEach(info -> partitions.add(new TopicPartition(name, info.partition())));
      }
      consumer.assign(partitions);
      for (int i = 0; i < 20; i++) {
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record ->
                    deadLetters
                        .computeIfAbsent(record.topic(), name -> new ArrayList<>())
                        .add(record));
      }
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}

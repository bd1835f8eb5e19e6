package io.reflexarc.sandbox.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.watch.RecordedCluster;
import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.awaitility.Awaitility;

/** The facts that detectors told in a topic, read from its beginning each time. */
final class Told implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<String, byte[]> consumer = SharedKafka.consumer();
  private final Deserializer<HealthEvent> reading =
      RecordSerdes.of(SharedKafka.settings()).deserializer(HealthEvent.class);
  private final String topic;

  Told(String prefix) {
    this.topic = new TopicNames(prefix).of(Topic.HEALTH_EVENTS);
    consumer.assign(
        IntStream.range(0, Crew.PARTITIONS).mapToObj(it -> new TopicPartition(topic, it)).toList());
  }

  /** They are those, each once, also when the last detector has gone. */
  void shouldBe(Collection<String> undisturbed, Crew crew) {
    Awaitility.await("all facts")
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(facts()).containsAll(undisturbed));
    crew.close();

    assertThat(facts()).containsExactlyInAnyOrderElementsOf(undisturbed);
  }

  private List<String> facts() {
    consumer.seekToBeginning(consumer.assignment());
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    List<String> facts = new ArrayList<>();
    while (ends.entrySet().stream()
        .anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              it -> {
                HealthEvent event = Objects.requireNonNull(reading.deserialize(topic, it.value()));
                if (!event.getType().equals("tick")) {
                  facts.add(RecordedCluster.words(event));
                }
              });
    }
    return facts;
  }

  @Override
  public void close() {
    consumer.close();
  }
}

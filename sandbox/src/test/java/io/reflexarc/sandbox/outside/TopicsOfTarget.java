package io.reflexarc.sandbox.outside;

import io.reflexarc.sandbox.Sandbox;
import io.reflexarc.sandbox.StageSettings;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Sample;
import io.reflexarc.schemas.serde.RecordSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is said of one target in the topics of facts and samples, from their beginnings on. */
final class TopicsOfTarget implements AutoCloseable {

  private static final String FACTS = "reflexarc.health-events";
  private static final String SAMPLES = "reflexarc.metric-samples";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String target;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Deserializer<HealthEvent> facts;
  private final Deserializer<MetricSamples> samples;
  private final List<HealthEvent> alerts = new ArrayList<>();
  private final List<MetricSamples> measured = new ArrayList<>();

  TopicsOfTarget(Sandbox sandbox, String target) {
    this.target = target;
    RecordSerdes serdes = RecordSerdes.of(new StageSettings(sandbox.addresses()).detector());
    this.facts = serdes.deserializer(HealthEvent.class);
    this.samples = serdes.deserializer(MetricSamples.class);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                sandbox.addresses().bootstrapServers(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : List.of(FACTS, SAMPLES)) {
      consumer
          .partitionsFor(topic)
          .forEach(it -> partitions.add(new TopicPartition(topic, it.partition())));
    }
    consumer.assign(partitions);
  }

  /** The first alert of this phase. */
  HealthEvent alert(Phase phase, Supplier<String> otherwise) {
    return first(
        "an alert that " + phase,
        () -> alerts.stream().filter(it -> it.getPhase() == phase).findFirst(),
        otherwise);
  }

  /** The first sample of this name and value. */
  Sample sample(String name, double value, Supplier<String> otherwise) {
    return first(
        "a sample of " + name + " = " + value,
        () ->
            measured.stream()
                .flatMap(it -> it.getSamples().stream())
                .filter(it -> it.getName().equals(name) && it.getValue() == value)
                .findFirst(),
        otherwise);
  }

  /** Everybody who measured so far. */
  List<String> sources() {
    return measured.stream().map(MetricSamples::getSource).distinct().toList();
  }

  private <T> T first(String what, Supplier<Optional<T>> wanted, Supplier<String> otherwise) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<T> found = wanted.get();
      if (found.isPresent()) {
        return found.get();
      }
      consumer.poll(Duration.ofMillis(100)).forEach(this::read);
    }
    throw new AssertionError(what + " of " + target + " did not come.\n" + otherwise.get());
  }

  private void read(ConsumerRecord<String, byte[]> record) {
    if (!target.equals(record.key())) {
      return;
    }
    if (record.topic().equals(SAMPLES)) {
      measured.add(samples.deserialize(SAMPLES, record.value()));
      return;
    }
    HealthEvent fact = facts.deserialize(FACTS, record.value());
    if (fact.getSource().equals("alertmanager")) {
      alerts.add(fact);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}

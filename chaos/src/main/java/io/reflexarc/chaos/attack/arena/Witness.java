package io.reflexarc.chaos.attack.arena;

import io.reflexarc.chaos.attack.check.DeadLetter;
import io.reflexarc.chaos.attack.check.Told;
import io.reflexarc.sandbox.scenario.RealTime;
import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads topics from their beginning to their end, committed records only, and leaves out what the
 * attack itself sent. It asks no stage anything. One thread.
 */
final class Witness implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TopicNames names;
  private final RealTime real;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Deserializer<SpecificRecord> values;

  Witness(String bootstrapServers, String registryUrl, TopicNames names, RealTime real) {
    this.real = real;
    this.names = names;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    values =
        RecordSerdes.of(Map.of("schema.registry.url", registryUrl))
            .deserializer(SpecificRecord.class);
  }

  List<Told<RemediationCommand>> commands() {
    return read(Topic.REMEDIATION_COMMANDS, RemediationCommand.class);
  }

  List<Told<RemediationAudit>> audits() {
    return read(Topic.REMEDIATION_AUDIT, RemediationAudit.class);
  }

  List<Told<Incident>> incidents() {
    return read(Topic.INCIDENTS, Incident.class);
  }

  List<PolicyRecord> policies() {
    return read(Topic.REMEDIATION_POLICIES, PolicyRecord.class).stream().map(Told::value).toList();
  }

  /** What was set aside of those topics. */
  List<DeadLetter> deadLetters(List<String> topics) {
    List<DeadLetter> letters = new ArrayList<>();
    for (String topic : topics) {
      for (ConsumerRecord<byte[], byte[]> record : all(TopicNames.deadLetterOf(topic))) {
        letters.add(
            new DeadLetter(
                topic,
                header(record, io.reflexarc.schemas.deadletter.DeadLetter.STAGE),
                header(record, io.reflexarc.schemas.deadletter.DeadLetter.REASON),
                record.value() == null ? "" : new String(record.value(), StandardCharsets.UTF_8)));
      }
    }
    return letters;
  }

  private <T extends SpecificRecord> List<Told<T>> read(Topic topic, Class<T> type) {
    List<Told<T>> told = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : all(names.of(topic))) {
      if (record.headers().lastHeader(Wiretap.MARK) == null && record.value() != null) {
        try {
          SpecificRecord value = values.deserialize(record.topic(), record.value());
          told.add(new Told<>(record.partition(), record.offset(), type.cast(value)));
        } catch (SerializationException e) {
          throw new IllegalStateException(
              "a stage wrote what nobody can read, at offset "
                  + record.offset()
                  + " of "
                  + record.topic(),
              e);
        }
      }
    }
    return told;
  }

  private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Duration end = real.elapsed().plus(PATIENCE);
    while (partitions.stream()
        .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
      if (real.elapsed().compareTo(end) > 0) {
        throw new IllegalStateException(topic + " cannot be read to its end in " + PATIENCE);
      }
      consumer.poll(POLL).forEach(records::add);
    }
    return records;
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
    values.close();
  }
}

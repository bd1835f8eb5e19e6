package io.reflexarc.sandbox.actuator;

import static org.awaitility.Awaitility.await;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** Topics of a test's own on the shared broker: commands go in, audit records come out. */
final class CommandTopics implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  private final TopicNames names;
  private final int partitions;
  private final KafkaProducer<String, byte[]> producer = SharedKafka.producer();
  private final Serializer<SpecificRecord> writer =
      RecordSerdes.of(SharedKafka.settings()).serializer();

  CommandTopics(String prefix, int partitions) {
    this.names = new TopicNames(prefix);
    this.partitions = partitions;
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.from(
            Map.of(
                "topic.prefix", prefix,
                "topic.partitions", partitions,
                "topic.retention.ms", -1L)),
        Duration.ofSeconds(60));
  }

  /** What an actuator needs to work on these topics. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    SharedKafka.settings().forEach((key, value) -> settings.put(key, value.toString()));
    settings.put("topic.prefix", names.prefix());
    settings.put("topic.partitions", Integer.toString(partitions));
    settings.put("actuator.group", names.prefix() + "actuator");
    settings.put("http.port", "0");
    settings.put("http.host", "127.0.0.1");
    return settings;
  }

  String name(Topic topic) {
    return names.of(topic);
  }

  void send(RemediationCommand command) {
    send(Topic.REMEDIATION_COMMANDS, command.getTarget(), command);
  }

  void send(Control control) {
    send(Topic.REMEDIATION_CONTROLS, control.getScope(), control);
  }

  void send(RemediationAudit audit) {
    send(Topic.REMEDIATION_AUDIT, audit.getTarget(), audit);
  }

  void sendBytes(Topic topic, String key, byte[] bytes) {
    try {
      producer.send(new ProducerRecord<>(name(topic), key, bytes)).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Audit records that are committed, once there are this many. */
  List<RemediationAudit> audit(int atLeast) {
    Deserializer<RemediationAudit> reader =
        RecordSerdes.of(SharedKafka.settings()).deserializer(RemediationAudit.class);
    return records(name(Topic.REMEDIATION_AUDIT), atLeast).stream()
        .map(record -> reader.deserialize(record.topic(), record.value()))
        .toList();
  }

  /** Records that are committed, once there are this many. */
  List<ConsumerRecord<String, byte[]>> records(String topic, int atLeast) {
    List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = SharedKafka.consumer()) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      await("records of " + topic)
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(50)).forEach(found::add);
                return found.size() >= atLeast;
              });
      consumer.poll(Duration.ofMillis(300)).forEach(found::add);
    }
    return found;
  }

  @Override
  public void close() {
    producer.close();
  }

  private void send(Topic topic, String key, SpecificRecord record) {
    sendBytes(topic, key, writer.serialize(name(topic), record));
  }
}

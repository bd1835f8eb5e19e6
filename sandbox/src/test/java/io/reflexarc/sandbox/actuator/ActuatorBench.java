package io.reflexarc.sandbox.actuator;

import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.Actuator;
import io.reflexarc.actuator.ActuatorConfig;
import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.Rollouts;
import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.errand.Checkpoint;
import io.reflexarc.runtime.time.ManualTime;
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

/**
 * Topics of its own on the shared broker, a cluster in memory, and actuators as a test wants them.
 */
final class ActuatorBench implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  final MemoryCluster cluster = new MemoryCluster();
  final Rollouts rollouts = new Rollouts(cluster);
  final ManualTime time = new ManualTime(Commands.ISSUED.plusSeconds(5));
  private final TopicNames names;
  private final int partitions;
  private final List<Actuator> actuators = new ArrayList<>();
  private final KafkaProducer<String, byte[]> producer = SharedKafka.producer();
  private final Serializer<SpecificRecord> writer =
      RecordSerdes.of(SharedKafka.settings()).serializer();

  ActuatorBench(String prefix, int partitions) {
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

  Actuator start(Checkpoint checkpoint) {
    return start(cluster, checkpoint, Map.of());
  }

  Actuator start(Cluster on, Checkpoint checkpoint, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    SharedKafka.settings().forEach((key, value) -> settings.put(key, value.toString()));
    settings.put("topic.prefix", names.prefix());
    settings.put("topic.partitions", Integer.toString(partitions));
    settings.put("actuator.group", names.prefix() + "actuator");
    settings.put("http.port", "0");
    settings.put("http.host", "127.0.0.1");
    settings.putAll(more);
    Actuator actuator = Actuator.start(ActuatorConfig.of(settings), time, on, checkpoint);
    actuators.add(actuator);
    return actuator;
  }

  String topic(Topic topic) {
    return names.of(topic);
  }

  void send(RemediationCommand command) {
    send(Topic.REMEDIATION_COMMANDS, command.getTarget(), command);
  }

  void send(Control control) {
    send(Topic.REMEDIATION_CONTROLS, control.getScope(), control);
  }

  void sendBytes(Topic topic, String key, byte[] bytes) {
    try {
      producer.send(new ProducerRecord<>(topic(topic), key, bytes)).get(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Audit records that are committed, once there are this many. */
  List<RemediationAudit> audit(int atLeast) {
    Deserializer<RemediationAudit> reader =
        RecordSerdes.of(SharedKafka.settings()).deserializer(RemediationAudit.class);
    return records(topic(Topic.REMEDIATION_AUDIT), atLeast).stream()
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
    actuators.forEach(Actuator::close);
    producer.close();
  }

  private void send(Topic topic, String key, SpecificRecord record) {
    sendBytes(topic, key, writer.serialize(topic(topic), record));
  }
}

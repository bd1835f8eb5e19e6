package io.reflexarc.bench.act;

import io.reflexarc.bench.process.ChildJvm;
import io.reflexarc.bench.process.StageJvm;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The actuator as the product starts it; it is told by commands on its topic, and tells by audit
 * records that are committed.
 */
final class ActuatorHand implements Hand {

  private static final String MAIN = "io.reflexarc.actuator.ActuatorMain";
  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

  private final StageJvm stage;
  private final Fleet fleet;
  private final InstantSource time;
  private final KafkaProducer<String, SpecificRecord> commands;
  private final KafkaConsumer<String, RemediationAudit> audit;
  private long begun;
  private long told;

  private ActuatorHand(StageJvm stage, Fleet fleet, InstantSource time, Map<String, String> wire) {
    this.stage = stage;
    this.fleet = fleet;
    this.time = time;
    this.commands =
        new KafkaProducer<>(
            client(wire, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0)),
            new StringSerializer(),
            RecordSerdes.of(wire).serializer());
    this.audit =
        new KafkaConsumer<>(
            client(wire, Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
            new StringDeserializer(),
            RecordSerdes.of(wire).deserializer(RemediationAudit.class));
    String topic = TOPICS.of(Topic.REMEDIATION_AUDIT);
    List<TopicPartition> partitions =
        audit.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    audit.assign(partitions);
    audit.seekToBeginning(partitions);
  }

  static ActuatorHand start(
      Map<String, String> wire,
      Path kubeconfig,
      Fleet fleet,
      InstantSource time,
      List<String> flags,
      Path folder) {
    Map<String, String> settings = new TreeMap<>(wire);
    settings.put("kubernetes.kubeconfig", kubeconfig.toString());
    return new ActuatorHand(
        StageJvm.start("actuator", MAIN, settings, flags, folder), fleet, time, wire);
  }

  @Override
  public String name() {
    return "actuator";
  }

  @Override
  public ChildJvm process() {
    return stage.process();
  }

  @Override
  public boolean ready() {
    return stage.ready();
  }

  @Override
  public Map<String, Instant> begin(int burst) {
    Map<String, Instant> decided = new HashMap<>();
    String topic = TOPICS.of(Topic.REMEDIATION_COMMANDS);
    for (int number = 0; number < fleet.size(); number++) {
      Instant now = time.instant();
      RemediationCommand command = fleet.command(number, burst, now);
      decided.put(Fleet.name(number), now);
      commands.send(
          new ProducerRecord<>(topic, null, now.toEpochMilli(), command.getTarget(), command));
      begun++;
    }
    return decided;
  }

  @Override
  public boolean told() {
    for (ConsumerRecord<String, RemediationAudit> record : audit.poll(Duration.ofMillis(1))) {
      if (record.value().getStage() != Stage.APPLIED) {
        throw new IllegalStateException("not applied: " + record.value());
      }
      told++;
    }
    return told == begun;
  }

  @Override
  public void close() {
    stage.close();
    commands.close(Duration.ofSeconds(1));
    audit.close();
  }

  private static Map<String, Object> client(Map<String, String> wire, Map<String, Object> more) {
    Map<String, Object> client = new HashMap<>(more);
    client.put("bootstrap.servers", wire.get("bootstrap.servers"));
    return client;
  }
}

package io.reflexarc.sandbox.decider;

import io.reflexarc.sandbox.kafka.SharedKafka;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.ParseResult;
import io.reflexarc.schemas.policy.Policy;
import io.reflexarc.schemas.policy.PolicyParser;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicAdmin;
import io.reflexarc.schemas.topic.TopicNames;
import io.reflexarc.schemas.topic.TopicSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The topics of one run: what is written into them, what is read, and whether all is worked off.
 */
final class Wire implements AutoCloseable {

  static final int PARTITIONS = 4;

  private static final List<Topic> SOURCES =
      List.of(
          Topic.HEALTH_EVENTS,
          Topic.METRIC_SAMPLES,
          Topic.WORKLOAD_STATE,
          Topic.REMEDIATION_AUDIT,
          Topic.PERMIT_REQUESTS,
          Topic.PERMIT_ANSWERS);

  private final TopicNames names;
  private final KafkaProducer<String, byte[]> producer = SharedKafka.producer();
  private final KafkaConsumer<String, byte[]> reader = SharedKafka.consumer();
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", SharedKafka.bootstrapServers()));
  private final RecordSerdes serdes = RecordSerdes.of(SharedKafka.settings());
  private final Serializer<SpecificRecord> values = serdes.serializer();
  private final Deserializer<RemediationCommand> commands =
      serdes.deserializer(RemediationCommand.class);
  private final Deserializer<RemediationAudit> audits = serdes.deserializer(RemediationAudit.class);
  private final List<TopicPartition> sources;
  private final Map<TopicPartition, Long> afterLast = new HashMap<>();
  private final Decisions decisions = new Decisions();

  /** Makes the topics with this prefix, and orders the policies. */
  Wire(String prefix) throws IOException {
    this.names = new TopicNames(prefix);
    TopicAdmin.ensure(
        SharedKafka.settings(),
        TopicSettings.forVirtualTime(names, PARTITIONS),
        Duration.ofSeconds(60));
    this.sources = SOURCES.stream().flatMap(it -> partitions(it).stream()).toList();
    List<TopicPartition> read = new ArrayList<>(sources);
    read.addAll(partitions(Topic.REMEDIATION_COMMANDS));
    reader.assign(read);
    reader.seekToBeginning(read);
    policies();
  }

  private List<TopicPartition> partitions(Topic topic) {
    int count = topic.key() == Topic.Key.TARGET ? PARTITIONS : 1;
    return IntStream.range(0, count)
        .mapToObj(it -> new TopicPartition(names.of(topic), it))
        .toList();
  }

  private void policies() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(Wire.class.getResourceAsStream("policies.yaml"))) {
      for (String document :
          new String(file.readAllBytes(), StandardCharsets.UTF_8).split("---\n")) {
        ParseResult parsed = PolicyParser.parseDocument(document, 1);
        Policy policy =
            parsed.accepted().orElseThrow(() -> new AssertionError(document + " is " + parsed));
        send(Topic.REMEDIATION_POLICIES, null, policy.key(), record(policy, document), 0);
      }
    }
    producer.flush();
  }

  private static PolicyRecord record(Policy policy, String document) {
    return PolicyRecord.newBuilder()
        .setNamespace(policy.namespace())
        .setName(policy.name())
        .setApiVersion(PolicyParser.API_VERSION)
        .setGeneration(policy.generation())
        .setSpec(document.substring(document.indexOf("\nspec:\n") + 7))
        .setSource("test")
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  /** Settings of a decider on these topics. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    SharedKafka.settings().forEach((key, value) -> settings.put(key, value.toString()));
    settings.put("topic.prefix", names.prefix());
    settings.put("topic.partitions", Integer.toString(PARTITIONS));
    settings.put("topic.retention.ms", "-1");
    settings.put("topic.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    return settings;
  }

  /** Writes into a partition, or where null is given by the key. */
  void send(
      Topic topic, @Nullable Integer partition, String key, SpecificRecord value, long timestamp) {
    String name = names.of(topic);
    producer.send(
        new ProducerRecord<>(name, partition, timestamp, key, values.serialize(name, value)));
  }

  void flush() {
    producer.flush();
  }

  /** All that was decided so far, as a reader of committed records sees it. */
  Decisions decisions() {
    return decisions;
  }

  /** Requests to the arbiter that were written, committed or not. */
  long permitRequests() {
    return ends(partitions(Topic.PERMIT_REQUESTS), IsolationLevel.READ_UNCOMMITTED)
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Records that the deciders could not use. */
  long deadLetters() {
    List<TopicPartition> letters =
        Arrays.stream(Topic.values())
            .map(it -> new TopicPartition(TopicNames.deadLetterOf(names.of(it)), 0))
            .toList();
    return ends(letters, IsolationLevel.READ_UNCOMMITTED).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Whether the deciders' group is about to share its partitions anew. */
  boolean isRebalancing() {
    try {
      GroupState state =
          admin
              .describeConsumerGroups(List.of(group()))
              .all()
              .get()
              .values()
              .iterator()
              .next()
              .groupState();
      return state == GroupState.PREPARING_REBALANCE || state == GroupState.COMPLETING_REBALANCE;
    } catch (Exception e) {
      throw new AssertionError("the group cannot be described", e);
    }
  }

  private String group() {
    return names.prefix() + "decider";
  }

  /**
   * Reads what can be read.
   *
   * @param heard is told of each new command
   * @return whether nothing is in flight: no transaction is open, all was read, and the deciders
   *     have committed that they worked off every record of their sources
   */
  boolean read(Consumer<RemediationCommand> heard) {
    Map<TopicPartition, Long> consumed = consumed();
    Map<TopicPartition, Long> written =
        ends(List.copyOf(reader.assignment()), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> committed =
        ends(List.copyOf(reader.assignment()), IsolationLevel.READ_COMMITTED);
    int before = decisions.commandCount();
    for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(5))) {
      take(record, heard);
    }
    return written.equals(committed)
        && before == decisions.commandCount()
        && written.entrySet().stream().allMatch(it -> reader.position(it.getKey()) == it.getValue())
        && sources.stream()
            .allMatch(it -> consumed.getOrDefault(it, 0L) >= afterLast.getOrDefault(it, 0L));
  }

  private void take(ConsumerRecord<String, byte[]> record, Consumer<RemediationCommand> heard) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    afterLast.put(partition, record.offset() + 1);
    if (record.topic().equals(names.of(Topic.REMEDIATION_COMMANDS))) {
      RemediationCommand command = commands.deserialize(record.topic(), record.value());
      decisions.add(command);
      heard.accept(command);
    } else if (record.topic().equals(names.of(Topic.REMEDIATION_AUDIT))) {
      decisions.add(audits.deserialize(record.topic(), record.value()));
    }
  }

  private Map<TopicPartition, Long> consumed() {
    try {
      Map<TopicPartition, Long> consumed = new HashMap<>();
      Map<TopicPartition, @Nullable OffsetAndMetadata> found =
          admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get();
      found.forEach((partition, at) -> consumed.put(partition, at == null ? 0L : at.offset()));
      return consumed;
    } catch (Exception e) {
      throw new AssertionError("the group's offsets cannot be read", e);
    }
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> of, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    of.forEach(it -> asked.put(it, OffsetSpec.latest()));
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin
          .listOffsets(asked, new ListOffsetsOptions(isolation))
          .all()
          .get()
          .forEach((partition, at) -> ends.put(partition, at.offset()));
      return ends;
    } catch (Exception e) {
      throw new AssertionError("the topics' ends cannot be read", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    reader.close();
    admin.close();
  }
}

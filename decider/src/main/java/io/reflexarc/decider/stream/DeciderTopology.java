package io.reflexarc.decider.stream;

import io.reflexarc.decider.arbiter.BreakerTerms;
import io.reflexarc.decider.spine.Terms;
import io.reflexarc.decider.state.StateSerdes;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PermitAnswer;
import io.reflexarc.schemas.avro.PermitRequest;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology on one screen: four topics of facts are decoded, one processor decides, sinks take
 * what comes of it; two topics of orders are global. What reaches beyond a target goes by way of
 * two topics to a second sub-topology, keyed by cluster, and back.
 */
public final class DeciderTopology {

  private final TopicNames topics;
  private final RecordSerdes serdes;
  private final Terms terms;
  private final BreakerTerms breaker;
  private final long graceMillis;
  private final boolean inMemory;
  private final Tallies tallies;
  private final ThreadLocal<OutOfTurn> outOfTurn = ThreadLocal.withInitial(OutOfTurn::new);
  private final Orders orders = new Orders();
  private final Deserializer<WorkloadState> workloads;

  /**
   * A topology.
   *
   * @param graceMillis how late samples may come, milliseconds
   * @param inMemory whether the stores are kept in memory alone, and restored whole at a start
   */
  public DeciderTopology(
      TopicNames topics,
      RecordSerdes serdes,
      Terms terms,
      BreakerTerms breaker,
      long graceMillis,
      boolean inMemory,
      Tallies tallies) {
    this.topics = topics;
    this.serdes = serdes;
    this.terms = terms;
    this.breaker = breaker;
    this.graceMillis = graceMillis;
    this.inMemory = inMemory;
    this.tallies = tallies;
    this.workloads = serdes.deserializer(WorkloadState.class);
  }

  /** Builds it. */
  public Topology build() {
    Topology topology = new Topology();
    String[] decoders = {
      source(topology, Topic.HEALTH_EVENTS, HealthEvent.class, Names.DECIDE, Names.DEAD_LETTER),
      source(topology, Topic.METRIC_SAMPLES, MetricSamples.class, Names.DECIDE, Names.DEAD_LETTER),
      source(topology, Topic.WORKLOAD_STATE, WorkloadState.class, Names.DECIDE, Names.DEAD_LETTER),
      source(
          topology,
          Topic.REMEDIATION_AUDIT,
          RemediationAudit.class,
          Names.DECIDE,
          Names.DEAD_LETTER),
      source(topology, Topic.PERMIT_ANSWERS, PermitAnswer.class, Names.DECIDE, Names.DEAD_LETTER)
    };
    orders(topology, Topic.REMEDIATION_POLICIES, Names.POLICIES, PolicyRecord.class);
    orders(topology, Topic.REMEDIATION_CONTROLS, Names.CONTROLS, Control.class);
    topology.addProcessor(Names.DECIDE, this::decide, decoders);
    topology.addStateStore(store(Names.WORKLOADS, Serdes.ByteArray()), Names.DECIDE);
    topology.addStateStore(store(Names.TARGETS, StateSerdes.target()), Names.DECIDE);
    topology.addStateStore(log(Names.INSTANCES, StateSerdes.instance()), Names.DECIDE);
    topology.addStateStore(log(Names.WAITING, StateSerdes.scrape()), Names.DECIDE);
    topology.addStateStore(store(Names.FACTS, StateSerdes.fact()), Names.DECIDE);
    topology.addStateStore(store(Names.MARKS, Serdes.Long()), Names.DECIDE);
    sink(topology, Names.COMMANDS, Topic.REMEDIATION_COMMANDS, Names.DECIDE);
    sink(topology, Names.AUDIT, Topic.REMEDIATION_AUDIT, Names.DECIDE);
    sink(topology, Names.INCIDENTS, Topic.INCIDENTS, Names.DECIDE);
    sink(topology, Names.PERMIT_REQUESTS, Topic.PERMIT_REQUESTS, Names.DECIDE);
    deadLetters(topology, Names.DEAD_LETTER, Names.DECIDE, decoders);
    arbitrate(topology);
    return topology;
  }

  private void arbitrate(Topology topology) {
    String decoder =
        source(
            topology,
            Topic.PERMIT_REQUESTS,
            PermitRequest.class,
            Names.ARBITRATE,
            Names.PERMIT_DEAD_LETTER);
    topology.addProcessor(
        Names.ARBITRATE, () -> new ArbitrateProcessor(breaker, tallies, outOfTurn::get), decoder);
    topology.addStateStore(store(Names.DOCKETS, StateSerdes.entry()), Names.ARBITRATE);
    sink(topology, Names.PERMIT_ANSWERS, Topic.PERMIT_ANSWERS, Names.ARBITRATE);
    deadLetters(topology, Names.PERMIT_DEAD_LETTER, Names.ARBITRATE, decoder);
  }

  private static void deadLetters(
      Topology topology, String sink, String processor, String... decoders) {
    String[] parents = Arrays.copyOf(decoders, decoders.length + 1);
    parents[decoders.length] = processor;
    topology.addSink(
        sink,
        new DeadLetters.Destination(),
        new ByteArraySerializer(),
        new ByteArraySerializer(),
        parents);
  }

  /** A source and what decodes it; the name of the latter. */
  private <T extends SpecificRecord> String source(
      Topology topology, Topic topic, Class<T> type, String next, String deadLetters) {
    String decoder = "decode-" + topic.baseName();
    topology.addSource(
        AutoOffsetReset.earliest(),
        topic.baseName(),
        new EventTime(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.of(topic));
    topology.addProcessor(
        decoder,
        () -> new DecodeProcessor(serdes.deserializer(type), tallies, next, deadLetters),
        topic.baseName());
    return decoder;
  }

  private <T extends SpecificRecord> void orders(
      Topology topology, Topic topic, String store, Class<T> type) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        topic.baseName(),
        new EventTime(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topics.of(topic),
        "read-" + topic.baseName(),
        () -> new OrdersProcessor(store, serdes.deserializer(type), orders, tallies));
  }

  private DecideProcessor decide() {
    String topic = topics.of(Topic.WORKLOAD_STATE);
    return new DecideProcessor(
        terms,
        graceMillis,
        orders,
        tallies,
        outOfTurn::get,
        bytes -> workloads.deserialize(topic, bytes));
  }

  private void sink(Topology topology, String name, Topic topic, String parent) {
    topology.addSink(name, topics.of(topic), new StringSerializer(), serdes.serializer(), parent);
  }

  /** A store whose values are written again and again: between two commits only the last is. */
  private <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return log(name, values).withCachingEnabled();
  }

  /** A store whose values are rarely the same twice between two commits: a cache is work alone. */
  private <V> StoreBuilder<KeyValueStore<String, V>> log(String name, Serde<V> values) {
    KeyValueBytesStoreSupplier supplier =
        inMemory ? Stores.inMemoryKeyValueStore(name) : Stores.persistentKeyValueStore(name);
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values)
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }
}

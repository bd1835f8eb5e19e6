package io.reflexarc.bench.decide;

import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes signals to their topics, stamped with event time, as a detector does. */
final class Feed implements AutoCloseable {

  private static final TopicNames TOPICS = new TopicNames(TopicNames.DEFAULT_PREFIX);

  private final KafkaProducer<String, SpecificRecord> producer;
  private final Signals signals;

  /**
   * @param lingerMillis how long records wait for company: 0 for a latency, more for a backlog
   */
  Feed(Map<String, String> wire, Signals signals, int lingerMillis) {
    this.signals = signals;
    Map<String, Object> settings = new HashMap<>(wire);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.remove("schema.registry.url");
    Serializer<SpecificRecord> values = RecordSerdes.of(wire).serializer();
    this.producer = new KafkaProducer<>(settings, new StringSerializer(), values);
  }

  /** Policies, by their key. */
  void policies(Map<String, PolicyRecord> policies) {
    policies.forEach((key, policy) -> send(Topic.REMEDIATION_POLICIES, null, key, policy, 0));
    producer.flush();
  }

  /** Every workload of the crowd as it stands. */
  void workloads(Crowd crowd, long at) {
    for (int workload = 0; workload < crowd.workloads(); workload++) {
      send(
          Topic.WORKLOAD_STATE,
          null,
          Crowd.target(workload),
          signals.workload(workload, crowd.podsEach()),
          at);
    }
    producer.flush();
  }

  /**
   * One second of event time: the scrapes whose turn it is, then a tick in each partition.
   *
   * @return how many scrapes
   */
  int second(Crowd crowd, long at) {
    int scrapes = 0;
    for (int workload = 0; workload < crowd.workloads(); workload++) {
      for (int pod = 0; pod < crowd.podsEach(); pod++) {
        if (crowd.scrapes(workload, pod, at / 1_000)) {
          scrape(workload, pod, at + scrapes % 900);
          scrapes++;
        }
      }
    }
    ticks(crowd, at + 999);
    return scrapes;
  }

  private void scrape(int workload, int pod, long at) {
    send(Topic.METRIC_SAMPLES, null, Crowd.target(workload), signals.scrape(workload, pod, at), at);
  }

  /** A tick in each partition. */
  void ticks(Crowd crowd, long at) {
    for (int partition = 0; partition < crowd.partitions(); partition++) {
      var tick = Signals.tick(partition, at);
      send(Topic.HEALTH_EVENTS, partition, tick.getTarget(), tick, at);
    }
  }

  /** A pod of a workload was killed for want of memory. */
  void oomKilled(int workload, int pod, long at) {
    send(
        Topic.HEALTH_EVENTS,
        null,
        Crowd.target(workload),
        Signals.oomKilled(workload, pod, at),
        at);
  }

  private void send(
      Topic topic, @Nullable Integer partition, String key, SpecificRecord value, long at) {
    producer.send(new ProducerRecord<>(TOPICS.of(topic), partition, at, key, value));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}

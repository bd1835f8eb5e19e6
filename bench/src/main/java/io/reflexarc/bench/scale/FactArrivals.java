package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.cluster.PodChange.Kind;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code health-events} as any consumer would, and stamps what arrives. */
final class FactArrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long JOIN_MILLIS = 2_000;

  /** The changes that facts tell of. */
  static final Set<Kind> TOLD =
      Set.of(Kind.NOT_READY, Kind.READY_AGAIN, Kind.OOM_KILLED, Kind.CRASHED);

  private final KafkaConsumer<String, HealthEvent> consumer;
  private final Stamps stamps;
  private final AtomicLong facts = new AtomicLong();
  private final Thread thread = new Thread(this::read, "fact-arrivals");

  private FactArrivals(Map<String, String> wire, Stamps stamps) {
    this.stamps = stamps;
    Map<String, Object> settings = new HashMap<>(wire);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.remove("schema.registry.url");
    Deserializer<HealthEvent> reader = RecordSerdes.of(wire).deserializer(HealthEvent.class);
    this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), reader);
    thread.setDaemon(true);
  }

  /** Begins to read. */
  static FactArrivals start(Map<String, String> wire, Stamps stamps) {
    FactArrivals arrivals = new FactArrivals(wire, stamps);
    String topic = new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.HEALTH_EVENTS);
    List<TopicPartition> all =
        arrivals.consumer.partitionsFor(topic).stream()
            .map(it -> new TopicPartition(topic, it.partition()))
            .toList();
    arrivals.consumer.assign(all);
    arrivals.thread.start();
    return arrivals;
  }

  /** How many there were; ticks do not count. */
  long facts() {
    return facts.get();
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (true) {
        var records = consumer.poll(POLL);
        long now = System.nanoTime();
        for (ConsumerRecord<String, HealthEvent> record : records) {
          arrived(record.value(), now);
        }
      }
    } catch (WakeupException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void arrived(HealthEvent event, long now) {
    if (event.getType().equals("tick")) {
      return;
    }
    facts.incrementAndGet();
    String uid = event.getSubject() == null ? null : event.getSubject().getPodUid();
    int pod = uid == null ? -1 : GeneratedCluster.podOf(uid);
    if (pod >= 0) {
      stamps.heard(pod, kinds(event), now);
    }
  }

  private static Set<Kind> kinds(HealthEvent event) {
    if (event.getType().equals(FactType.POD_NOT_READY.word())) {
      return Set.of(event.getPhase() == Phase.BEGAN ? Kind.NOT_READY : Kind.READY_AGAIN);
    }
    if (event.getType().equals(FactType.POD_OOM_KILLED.word())) {
      return Set.of(Kind.OOM_KILLED);
    }
    return event.getType().equals(FactType.POD_CRASHED.word()) ? Set.of(Kind.CRASHED) : Set.of();
  }
}

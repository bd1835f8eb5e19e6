package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.cluster.PodChange.Kind;
import io.reflexarc.bench.wire.Arrivals;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.serde.RecordSerdes;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads {@code health-events} as any consumer would, and stamps what arrives. */
final class FactArrivals implements AutoCloseable {

  /** The changes that facts tell of. */
  static final Set<Kind> TOLD =
      Set.of(Kind.NOT_READY, Kind.READY_AGAIN, Kind.OOM_KILLED, Kind.CRASHED);

  private final Stamps stamps;
  private final AtomicLong facts = new AtomicLong();
  private final Arrivals<HealthEvent> arrivals;

  private FactArrivals(KafkaConsumer<String, HealthEvent> consumer, Stamps stamps) {
    this.stamps = stamps;
    String topic = new TopicNames(TopicNames.DEFAULT_PREFIX).of(Topic.HEALTH_EVENTS);
    this.arrivals = Arrivals.start(consumer, topic, (record, now) -> arrived(record.value(), now));
  }

  /** Begins to read. */
  static FactArrivals start(Map<String, String> wire, Stamps stamps) {
    Map<String, Object> settings = new HashMap<>(wire);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    settings.remove("schema.registry.url");
    Deserializer<HealthEvent> reader = RecordSerdes.of(wire).deserializer(HealthEvent.class);
    return new FactArrivals(
        new KafkaConsumer<>(settings, new StringDeserializer(), reader), stamps);
  }

  /** How many there were; ticks do not count. */
  long facts() {
    return facts.get();
  }

  @Override
  public void close() {
    arrivals.close();
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

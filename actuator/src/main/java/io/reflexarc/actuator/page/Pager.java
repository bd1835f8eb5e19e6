package io.reflexarc.actuator.page;

import io.reflexarc.actuator.post.Endpoint;
import io.reflexarc.actuator.post.Post;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.key.TargetKey;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the decider escalates into pages, and its end into their resolution. Reads and writes
 * no topic itself. Used by one thread.
 */
public final class Pager implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pager.class);
  private static final int PARALLELISM = 4;

  private final List<Endpoint> endpoints;
  private final Post post;
  private final Deserializer<RemediationAudit> reader;
  private final Serializer<RemediationAudit> writer;
  private final String topic;
  private final String cluster;
  private final InstantSource time;
  private final FlowCounters counters;
  private final Couriers couriers = new Couriers(PARALLELISM);
  private final Map<TopicPartition, Desk> desks = new HashMap<>();
  private final List<RemediationAudit> waiting = new ArrayList<>();

  /**
   * @param endpoints those who are told of everything; at least one
   * @param topic of the audit
   * @param cluster whose incidents are told
   * @param time event time
   */
  public Pager(
      List<Endpoint> endpoints,
      Post post,
      Deserializer<RemediationAudit> reader,
      Serializer<RemediationAudit> writer,
      String topic,
      String cluster,
      InstantSource time,
      FlowCounters counters) {
    this.endpoints = List.copyOf(endpoints);
    this.post = post;
    this.reader = reader;
    this.writer = writer;
    this.topic = topic;
    this.cluster = cluster;
    this.time = time;
    this.counters = counters;
  }

  /**
   * A partition is this pager's from now on.
   *
   * @param from what was committed last for it, or where to begin
   */
  public void own(TopicPartition partition, OffsetAndMetadata from) {
    desks.put(partition, new Desk(from));
  }

  public boolean owns(TopicPartition partition) {
    return desks.containsKey(partition);
  }

  /** A partition is another's; what is under way of it is told, and another may tell it again. */
  public void disown(TopicPartition partition) {
    desks.remove(partition);
  }

  /** Whether it has as many in hand as it can keep: nothing more is fetched until one is done. */
  public boolean full() {
    return couriers.full();
  }

  /**
   * Takes a record of the audit on.
   *
   * @throws KafkaException when it cannot be read for no fault of its own: the registry is away
   */
  public void take(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
    Desk desk = desks.get(partition);
    if (desk == null) {
      return;
    }
    Optional<Page> page = read(record).filter(this::isHere).flatMap(audit -> page(desk, audit));
    if (page.isEmpty()) {
      desk.pass(record.offset());
      return;
    }
    counters.received();
    desk.begin(record.offset(), page.get());
    couriers.take(
        new Couriers.Errand(partition, record.offset(), new Round(page.get(), endpoints, post)));
  }

  /**
   * What the audit is to be told, now; all of it again until it is {@link #told}.
   *
   * @throws KafkaException when the schema registry is away
   */
  public List<ProducerRecord<byte[], byte[]>> toTell() {
    for (Couriers.Errand errand : couriers.ended()) {
      Desk desk = desks.get(errand.partition());
      Page page = errand.round().page();
      if (desk != null) {
        desk.end(errand.offset(), page);
      }
      errand.round().told().forEach(told -> waiting.add(audit(page, told)));
      counters.published();
    }
    return waiting.stream().map(this::record).toList();
  }

  /** All that was to be told is committed. */
  public void told() {
    waiting.clear();
  }

  /** How far each partition is worked off. */
  public Map<TopicPartition, OffsetAndMetadata> positions() {
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    desks.forEach((partition, desk) -> positions.put(partition, desk.position()));
    return positions;
  }

  @Override
  public void close() {
    couriers.close();
  }

  /** What cannot be read is for the decider to put aside, which reads it too. */
  private Optional<RemediationAudit> read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.ofNullable(
          reader.deserialize(record.topic(), record.headers(), record.value()));
    } catch (KafkaException | IllegalArgumentException e) {
      if (!DeadLetter.isPoison(e)) {
        throw e;
      }
      LOG.warn("an audit record that cannot be read is left out: {}", DeadLetter.reason(e));
      return Optional.empty();
    }
  }

  private boolean isHere(RemediationAudit audit) {
    return TargetKey.tryParse(audit.getTarget())
        .filter(target -> target.cluster().equals(cluster))
        .isPresent();
  }

  private static Optional<Page> page(Desk desk, RemediationAudit audit) {
    return Page.ends(audit)
        ? desk.paged(String.valueOf(audit.getIncidentId()))
            .map(severity -> Page.over(audit, severity))
        : Page.begins(audit);
  }

  private RemediationAudit audit(Page page, Round.Told told) {
    RemediationAudit audit = PageRecords.of(page, told, time.instant());
    if (!told.taken()) {
      LOG.warn("{}: {}", audit.getTarget(), audit.getReason());
    }
    return audit;
  }

  private ProducerRecord<byte[], byte[]> record(RemediationAudit audit) {
    return new ProducerRecord<>(
        topic,
        null,
        audit.getAt().toEpochMilli(),
        audit.getTarget().getBytes(StandardCharsets.UTF_8),
        writer.serialize(topic, audit));
  }
}

package io.reflexarc.detector.publish;

import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.tick.Watermark;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.MetricSamples;
import io.reflexarc.schemas.avro.PolicyRecord;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes, with back-pressure: the producer's buffer is the bounded queue, and who finds it full
 * waits. Each record offered ends as published or as dropped with a reason; the counters add up.
 * Nothing is published into a partition that is not owned at that moment. No tick is sent before
 * the brokers have what it vouches for, for the topics of a partition are not ordered among each
 * other. Thread-safe.
 */
public final class Publisher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Producer<String, SpecificRecord> producer;
  private final TopicNames topics;
  private final Ownership ownership;
  private final Watermark watermark;
  private final TimeSource time;
  private final FlowCounters events;
  private final FlowCounters ticks;
  private final FlowCounters samples;
  private final FlowCounters states;
  private final FlowCounters policies;

  /**
   * @param producer idempotent; owned, closed with this
   * @param watermark held back by each record until the brokers have it, so that no tick overtakes
   *     what it vouches for
   */
  public Publisher(
      Producer<String, SpecificRecord> producer,
      TopicNames topics,
      Ownership ownership,
      Watermark watermark,
      TimeSource time,
      StageMetrics metrics) {
    this.producer = producer;
    this.topics = topics;
    this.ownership = ownership;
    this.watermark = watermark;
    this.time = time;
    this.events = metrics.flow("publish.events");
    this.ticks = metrics.flow("publish.ticks");
    this.samples = metrics.flow("publish.samples");
    this.states = metrics.flow("publish.states");
    this.policies = metrics.flow("publish.policies");
  }

  /**
   * Publishes a fact.
   *
   * @param onFailure runs, on some thread, when it was not published though the partition is ours
   */
  public void event(HealthEvent event, int partition, Runnable onFailure) {
    send(
        events,
        Topic.HEALTH_EVENTS,
        partition,
        partition,
        event.getOccurredAt(),
        event.getTarget(),
        event,
        onFailure);
  }

  /** Publishes a tick; one that fails is not repeated, the next comes in a second. */
  public void tick(HealthEvent tick, int partition) {
    send(
        ticks,
        Topic.HEALTH_EVENTS,
        partition,
        partition,
        tick.getOccurredAt(),
        tick.getTarget(),
        tick,
        () -> {});
  }

  /** Publishes a scrape; one that fails is not repeated, the next is newer. */
  public void samples(MetricSamples scraped, int partition) {
    send(
        samples,
        Topic.METRIC_SAMPLES,
        partition,
        partition,
        scraped.getSampledAt(),
        scraped.getTarget(),
        scraped,
        () -> {});
  }

  /**
   * Publishes a workload's state.
   *
   * @param state null when the workload is gone
   */
  public void state(
      String target, @Nullable WorkloadState state, Instant at, int partition, Runnable onFailure) {
    send(states, Topic.WORKLOAD_STATE, partition, partition, at, target, state, onFailure);
  }

  /**
   * Publishes a policy, into the partition that its key has on its own topic.
   *
   * @param policy null when the policy is gone
   * @param slice the partition that must be ours for us to speak of it
   */
  public void policy(
      String key, @Nullable PolicyRecord policy, Instant at, int slice, Runnable onFailure) {
    send(policies, Topic.REMEDIATION_POLICIES, slice, null, at, key, policy, onFailure);
  }

  /** Counts a scrape that yielded nothing to publish. */
  public void droppedScrape(String reason) {
    samples.received();
    samples.dropped(reason);
  }

  @Override
  public void close() {
    producer.close(CLOSE);
  }

  private void send(
      FlowCounters flow,
      Topic topic,
      int slice,
      @Nullable Integer partition,
      Instant at,
      String key,
      @Nullable SpecificRecord value,
      Runnable onFailure) {
    flow.received();
    if (!ownership.owns(slice)) {
      flow.dropped("not-owned");
      return;
    }
    Instant since = topic == Topic.METRIC_SAMPLES ? at : time.instant();
    boolean held = flow != ticks;
    if (held) {
      watermark.begin(slice, since);
    }
    Runnable release = held ? () -> watermark.end(slice, since) : () -> {};
    try {
      producer.send(
          new ProducerRecord<>(
              topics.of(topic), partition, Math.max(0, at.toEpochMilli()), key, value),
          (metadata, error) -> {
            if (error == null) {
              flow.published();
            } else {
              failed(flow, topic, key, error, onFailure);
            }
            release.run();
          });
    } catch (KafkaException | IllegalStateException e) {
      failed(flow, topic, key, e, onFailure);
      release.run();
    }
  }

  private static void failed(
      FlowCounters flow, Topic topic, String key, Exception error, Runnable onFailure) {
    String reason = reasonOf(error);
    flow.dropped(reason);
    LOG.warn("{} of {} was not published ({}): {}", topic, key, reason, error.toString());
    if (!reason.equals("too-large")) {
      onFailure.run();
    }
  }

  private static String reasonOf(Exception error) {
    if (error instanceof RecordTooLargeException) {
      return "too-large";
    }
    if (error instanceof SerializationException) {
      return "not-serialized";
    }
    return error instanceof TimeoutException ? "timeout" : "broker";
  }
}

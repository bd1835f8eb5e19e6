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
import io.reflexarc.schemas.deadletter.DeadLetter;
import io.reflexarc.schemas.topic.Topic;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes, with back-pressure: the producer's buffer is the bounded queue, and who finds it full
 * waits. Each record offered ends as published, as dropped with a reason or as dead-lettered; the
 * counters add up. What the detector says by itself goes only into a partition that is owned at
 * that moment. What others handed in goes out wherever they handed it in: its ids are its sender's,
 * so that a double is harmless, and whom a load balancer chose cannot know who owns what. No tick
 * is sent before the brokers have what it vouches for, for the topics of a partition are not
 * ordered among each other. Thread-safe.
 */
public final class Publisher implements AutoCloseable {

  /** The reason of a record that no broker will ever take. */
  public static final String TOO_LARGE = "too-large";

  private static final String STAGE = "detector";

  private final Outlet outlet;
  private final Ownership ownership;
  private final Watermark watermark;
  private final TimeSource time;
  private final FlowCounters events;
  private final FlowCounters ticks;
  private final FlowCounters samples;
  private final FlowCounters states;
  private final FlowCounters policies;
  private final Map<Origin, FlowCounters> outside = new EnumMap<>(Origin.class);

  /**
   * @param producer idempotent; owned, closed with this
   * @param serializer writes values; owned, closed with this
   * @param watermark held back by each record until the brokers have it, so that no tick overtakes
   *     what it vouches for
   */
  public Publisher(
      Producer<byte[], byte[]> producer,
      Serializer<SpecificRecord> serializer,
      TopicNames topics,
      Ownership ownership,
      Watermark watermark,
      TimeSource time,
      StageMetrics metrics) {
    this.outlet = new Outlet(producer, serializer, topics);
    this.ownership = ownership;
    this.watermark = watermark;
    this.time = time;
    this.events = metrics.flow("publish.events");
    this.ticks = metrics.flow("publish.ticks");
    this.samples = metrics.flow("publish.samples");
    this.states = metrics.flow("publish.states");
    this.policies = metrics.flow("publish.policies");
    for (Origin origin : Origin.values()) {
      outside.put(origin, metrics.flow("publish." + origin.word()));
    }
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

  /** Publishes samples that another system measured; one that fails is not repeated. */
  public void samples(Origin origin, MetricSamples measured, int partition) {
    send(
        flow(origin),
        Topic.METRIC_SAMPLES,
        partition,
        partition,
        measured.getSampledAt(),
        measured.getTarget(),
        measured,
        () -> {});
  }

  /** Publishes a fact that another system handed in, whoever owns its partition. */
  public CompletableFuture<Receipt> handedIn(Origin origin, HealthEvent event, int partition) {
    flow(origin).received();
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    publish(
        flow(origin),
        Topic.HEALTH_EVENTS,
        partition,
        partition,
        event.getOccurredAt(),
        event.getTarget(),
        event,
        receipt);
    return receipt;
  }

  /** Publishes samples that another system handed in, whoever owns their partition. */
  public CompletableFuture<Receipt> handedIn(Origin origin, MetricSamples samples, int partition) {
    flow(origin).received();
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    publish(
        flow(origin),
        Topic.METRIC_SAMPLES,
        partition,
        partition,
        samples.getSampledAt(),
        samples.getTarget(),
        samples,
        receipt);
    return receipt;
  }

  /**
   * Puts what another system handed in, and what can not be used, beside the facts.
   *
   * @param input as it was handed in
   * @param word the reason as metrics say it, from a closed list
   * @param reason one sentence
   */
  public CompletableFuture<Receipt> deadLetter(
      Origin origin, byte[] input, String word, String reason) {
    FlowCounters flow = flow(origin);
    flow.received();
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    outlet.send(
        DeadLetter.ofInput(
            outlet.nameOf(Topic.HEALTH_EVENTS),
            origin.word(),
            input,
            time.instant().toEpochMilli(),
            STAGE,
            reason),
        "a dead letter",
        done -> {
          if (done.acknowledged()) {
            flow.deadLettered(word);
          } else {
            flow.dropped(done.reason());
          }
          receipt.complete(done);
        });
    return receipt;
  }

  /** Counts what was handed in and is not published, for a reason from a closed list. */
  public void dropped(Origin origin, String reason) {
    flow(origin).received();
    flow(origin).dropped(reason);
  }

  @Override
  public void close() {
    outlet.close();
  }

  private FlowCounters flow(Origin origin) {
    FlowCounters flow = outside.get(origin);
    if (flow == null) {
      throw new IllegalStateException("no counters for " + origin);
    }
    return flow;
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
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    var unused =
        receipt.thenAccept(
            done -> {
              if (!done.acknowledged() && !done.reason().equals(TOO_LARGE)) {
                onFailure.run();
              }
            });
    publish(flow, topic, slice, partition, at, key, value, receipt);
  }

  private void publish(
      FlowCounters flow,
      Topic topic,
      int slice,
      @Nullable Integer partition,
      Instant at,
      String key,
      @Nullable SpecificRecord value,
      CompletableFuture<Receipt> receipt) {
    Instant since = topic == Topic.METRIC_SAMPLES ? at : time.instant();
    boolean held = flow != ticks;
    if (held) {
      watermark.begin(slice, since);
    }
    outlet.send(
        topic,
        partition,
        at,
        key,
        value,
        done -> {
          if (done.acknowledged()) {
            flow.published();
          } else {
            flow.dropped(done.reason());
          }
          receipt.complete(done);
          if (held) {
            watermark.end(slice, since);
          }
        });
  }
}

package io.reflexarc.decider.stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reflexarc.decider.arbiter.Group;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.topic.TopicNames;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is counted: every record in and what became of it, every decision and what held it. */
public final class Tallies {

  private final StageMetrics metrics;
  private final TopicNames topics;
  private final Map<String, FlowCounters> flows = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicLong> ticks = new ConcurrentHashMap<>();
  private final Map<Tags, AtomicInteger> breakers = new ConcurrentHashMap<>();

  /** Counts into these metrics; topics are named without their prefix. */
  public Tallies(StageMetrics metrics, TopicNames topics) {
    this.metrics = metrics;
    this.topics = topics;
  }

  /** Shows how far the slowest partition's ticks are behind event time, seconds. */
  public void lag(InstantSource time) {
    Gauge.builder(
            metrics.name("tick.lag.seconds"),
            ticks,
            all ->
                all.values().stream()
                    .mapToDouble(at -> (time.millis() - at.get()) / 1e3)
                    .max()
                    .orElse(0))
        .register(metrics.registry());
  }

  FlowCounters flow(String topic) {
    return flows.computeIfAbsent(
        topic,
        name -> metrics.flow(name.substring(Math.min(name.length(), topics.prefix().length()))));
  }

  void judged(int readings) {
    metrics.registry().counter(metrics.name("judged")).increment(readings);
  }

  void audited(String stage, String gate) {
    metrics.registry().counter(metrics.name("audited"), "stage", stage, "gate", gate).increment();
  }

  void issued(String action) {
    metrics.registry().counter(metrics.name("issued"), "action", action).increment();
  }

  /** An arbiter granted a permit, or denied it by that gate. */
  void ruled(String gate) {
    metrics
        .registry()
        .counter(metrics.name("permits"), "granted", Boolean.toString(gate.isEmpty()), "gate", gate)
        .increment();
  }

  /** How a breaker stands: 0 closed, 1 half open, 2 open. */
  void breaker(String cluster, Group group, int level) {
    breakers
        .computeIfAbsent(
            Tags.of("cluster", cluster, "group", group.word()),
            tags -> metrics.registry().gauge(metrics.name("breaker"), tags, new AtomicInteger()))
        .set(level);
  }

  /** Another process shows them from now on. */
  void forgetBreakers() {
    breakers
        .keySet()
        .forEach(
            tags ->
                metrics
                    .registry()
                    .find(metrics.name("breaker"))
                    .tags(tags)
                    .gauges()
                    .forEach(metrics.registry()::remove));
    breakers.clear();
  }

  void dropped(String what, int count) {
    if (count > 0) {
      metrics.registry().counter(metrics.name("bounded"), "what", what).increment(count);
    }
  }

  /** Event time of the last tick of a partition. */
  void tick(int partition, long at) {
    ticks.computeIfAbsent(partition, this::gauge).set(at);
  }

  private AtomicLong gauge(int partition) {
    MeterRegistry registry = metrics.registry();
    AtomicLong last = new AtomicLong();
    Gauge.builder(metrics.name("tick.event.time.seconds"), last, value -> value.get() / 1e3)
        .tag("partition", Integer.toString(partition))
        .register(registry);
    return last;
  }

  /** Event time of the last tick of each partition that this process has owned, milliseconds. */
  public Map<Integer, Long> lastTicks() {
    Map<Integer, Long> last = new TreeMap<>();
    ticks.forEach((partition, at) -> last.put(partition, at.get()));
    return last;
  }
}

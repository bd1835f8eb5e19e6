package io.reflexarc.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters of a flow that add up once it is idle: {@code received = published + dropped +
 * dead-lettered}. Each record received ends in exactly one of the other three.
 */
public final class FlowCounters {

  private static final int MAX_REASONS = 100;
  private static final String OTHER = "other";

  private final MeterRegistry registry;
  private final String name;
  private final Counter received;
  private final Counter published;
  private final Map<String, Counter> dropped = new ConcurrentHashMap<>();
  private final Map<String, Counter> deadLettered = new ConcurrentHashMap<>();

  FlowCounters(MeterRegistry registry, String name) {
    this.registry = registry;
    this.name = name;
    this.received = registry.counter(name + ".received");
    this.published = registry.counter(name + ".published");
  }

  /** One record came in. */
  public void received() {
    received.increment();
  }

  /** It went on. */
  public void published() {
    published.increment();
  }

  /**
   * It was left out on purpose.
   *
   * @param reason a word from a closed list
   */
  public void dropped(String reason) {
    count(dropped, ".dropped", reason);
  }

  /**
   * It could not be read or broke its contract.
   *
   * @param reason a word from a closed list
   */
  public void deadLettered(String reason) {
    count(deadLettered, ".dead.lettered", reason);
  }

  /** Received and not yet accounted for. */
  public double underWay() {
    return received.count() - published.count() - sum(dropped) - sum(deadLettered);
  }

  private void count(Map<String, Counter> counters, String suffix, String reason) {
    String bounded = counters.size() < MAX_REASONS || counters.containsKey(reason) ? reason : OTHER;
    counters
        .computeIfAbsent(bounded, word -> registry.counter(name + suffix, "reason", word))
        .increment();
  }

  private static double sum(Map<String, Counter> counters) {
    return counters.values().stream().mapToDouble(Counter::count).sum();
  }
}

package io.reflexarc.detector;

import io.micrometer.core.instrument.Counter;
import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.detector.ledger.Verdict;
import io.reflexarc.detector.publish.Publisher;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.detector.slice.Partitioning;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Publishes facts that are news, in partitions that are ours, and remembers for a while those of
 * others: should we take their partition over, what its last owner did not get to say is said.
 * Owned by the sensing thread.
 */
final class FactDesk {

  private static final int MAX_RECENT = 10_000;
  private static final int MAX_UNSENT = 10_000;

  private final Partitioning partitioning;
  private final Ownership ownership;
  private final Publisher publisher;
  private final Duration memory;
  private final StageMetrics metrics;
  private final Map<Integer, Ledger> ledgers = new HashMap<>();
  private final Map<String, Fact> recent = new LinkedHashMap<>();
  private final BlockingQueue<HealthEvent> unsent = new ArrayBlockingQueue<>(MAX_UNSENT);

  /**
   * @param horizon how much of a partition's log is read back when it is taken over: what is told
   *     again must be younger, or it would not be known as told
   */
  FactDesk(
      Partitioning partitioning,
      Ownership ownership,
      Publisher publisher,
      Duration horizon,
      StageMetrics metrics) {
    this.memory = horizon.dividedBy(2);
    this.partitioning = partitioning;
    this.ownership = ownership;
    this.publisher = publisher;
    this.metrics = metrics;
  }

  /** A partition is ours, and this is what its log says. Tells what the log lacks. */
  void open(int partition, Ledger ledger, Instant now) {
    ledgers.put(partition, ledger);
    Instant oldest = now.minus(memory);
    for (Fact fact : List.copyOf(recent.values())) {
      if (partitioning.of(fact.event().getTarget()) == partition
          && fact.event().getOccurredAt().isAfter(oldest)) {
        offer(fact, partition, now);
      }
    }
  }

  /** A partition is no longer ours. */
  void close(int partition) {
    ledgers.remove(partition);
  }

  /** Publishes what is news of these. */
  void offer(Collection<Fact> facts, Instant now) {
    for (Fact fact : facts) {
      int partition = partitioning.of(fact.event().getTarget());
      remember(fact);
      offer(fact, partition, now);
    }
  }

  /**
   * Publishes what is news of these, which are told again and again while they hold: a mere
   * repetition is not counted.
   */
  void remind(Collection<Fact> facts, Instant now) {
    for (Fact fact : facts) {
      int partition = partitioning.of(fact.event().getTarget());
      Ledger ledger = ledgers.get(partition);
      if (ledger != null && ownership.owns(partition) && ledger.admit(fact, now) == Verdict.NEWS) {
        count(Verdict.NEWS.word());
        send(fact.event(), partition);
      }
    }
  }

  /** The states that are open in our partitions. */
  List<HealthEvent> open() {
    List<HealthEvent> open = new ArrayList<>();
    ledgers.values().forEach(ledger -> open.addAll(ledger.open()));
    return open;
  }

  /** Publishes again what could not be published. */
  void resend() {
    List<HealthEvent> again = new ArrayList<>();
    unsent.drainTo(again);
    again.forEach(event -> send(event, partitioning.of(event.getTarget())));
  }

  private void offer(Fact fact, int partition, Instant now) {
    Ledger ledger = ledgers.get(partition);
    if (ledger == null || !ownership.owns(partition)) {
      count("not-owned");
      return;
    }
    Verdict verdict = ledger.admit(fact, now);
    count(verdict.word());
    if (verdict == Verdict.NEWS) {
      send(fact.event(), partition);
    }
  }

  private void send(HealthEvent event, int partition) {
    publisher.event(
        event,
        partition,
        () -> {
          if (!unsent.offer(event)) {
            count("unsent-full");
          }
        });
  }

  private void remember(Fact fact) {
    recent.putIfAbsent(fact.event().getId(), fact);
    if (recent.size() > MAX_RECENT) {
      recent.remove(recent.keySet().iterator().next());
    }
  }

  private void count(String verdict) {
    Counter.builder(metrics.name("facts"))
        .tag("verdict", verdict)
        .register(metrics.registry())
        .increment();
  }
}

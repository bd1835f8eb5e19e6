package io.reflexarc.detector.tick;

import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.detector.slice.Ownership;
import io.reflexarc.runtime.health.Heartbeat;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says once an event-second, in each partition that is ours, how far it has been sensed. A tick
 * follows, in the same producer, everything that it vouches for. Seconds that could not be told in
 * time are left out: the next tick stands for them.
 */
public final class Ticks implements AutoCloseable {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(500);
  private static final long CLOSE_MILLIS = 1_000;

  private final String cluster;
  private final TimeSource time;
  private final Ownership ownership;
  private final Watermark watermark;
  private final Supplier<Instant> sensedUntil;
  private final TickSink sink;
  private final Heartbeat heartbeat;
  private final Map<Integer, Instant> last = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  /** Takes ticks. */
  @FunctionalInterface
  public interface TickSink {
    void tick(HealthEvent tick, int partition);
  }

  /**
   * @param sensedUntil up to when observations of the cluster have been worked through
   */
  public Ticks(
      String cluster,
      TimeSource time,
      Ownership ownership,
      Watermark watermark,
      Supplier<Instant> sensedUntil,
      TickSink sink,
      Heartbeat heartbeat) {
    this.cluster = cluster;
    this.time = time;
    this.ownership = ownership;
    this.watermark = watermark;
    this.sensedUntil = sensedUntil;
    this.sink = sink;
    this.heartbeat = heartbeat;
    this.thread = new Thread(this::run, "detector-ticks");
    thread.setDaemon(true);
  }

  /** Begins to tick. */
  public void start() {
    thread.start();
  }

  private void run() {
    Instant next = time.instant().truncatedTo(ChronoUnit.SECONDS);
    try {
      while (!closed) {
        heartbeat.beat();
        if (time.awaitUntil(next, LONGEST_WAIT)) {
          tickAll();
          next = time.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    heartbeat.end();
  }

  /** Tells every partition how far it is, where that is further than last told. */
  void tickAll() {
    Instant present = time.instant();
    Instant sensed = sensedUntil.get();
    Instant now = sensed.isBefore(present) ? sensed : present;
    last.keySet().retainAll(ownership.active());
    for (int partition : ownership.active()) {
      Instant at = watermark.of(partition, now, present).truncatedTo(ChronoUnit.SECONDS);
      Instant before = last.get(partition);
      if (before == null || at.isAfter(before)) {
        last.put(partition, at);
        sink.tick(tick(partition, at, present), partition);
      }
    }
  }

  private HealthEvent tick(int partition, Instant at, Instant present) {
    TargetKey target = new TargetKey(cluster, "", "Partition", Integer.toString(partition));
    return HealthEvent.newBuilder()
        .setId(
            DeterministicId.of(
                Ledger.TICK,
                cluster,
                Integer.toString(partition),
                Long.toString(at.toEpochMilli())))
        .setType(Ledger.TICK)
        .setPhase(Phase.OCCURRED)
        .setSeverity(Severity.INFO)
        .setTarget(target.toString())
        .setSource(Facts.SOURCE)
        .setOccurredAt(at)
        .setObservedAt(present)
        .build();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

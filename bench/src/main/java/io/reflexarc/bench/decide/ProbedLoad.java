package io.reflexarc.bench.decide;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/**
 * Scrapes and ticks of a crowd in real time, and probes: twice a second, in each partition, a fact
 * about a workload of which none was told before, which a policy answers with a command.
 */
final class ProbedLoad implements AutoCloseable {

  private static final int HISTORY_SECONDS = 30;
  private static final long SECOND_MILLIS = 1_000;
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Feed feed;
  private final Crowd crowd;
  private final Supplier<Instant> clock;
  private final List<List<Integer>> workloads = new ArrayList<>();
  private long scrapes;
  private long fedUntil;
  private long probedAt = System.nanoTime();
  private int probes;

  /**
   * @param clock event time, which is real time here
   */
  ProbedLoad(Map<String, String> wire, Crowd crowd, Supplier<Instant> clock) {
    this.crowd = crowd;
    this.clock = clock;
    this.fedUntil = clock.get().toEpochMilli() - HISTORY_SECONDS * SECOND_MILLIS;
    this.feed = new Feed(wire, new Signals(fedUntil - 3_600_000), 5);
    IntStream.range(0, crowd.partitions()).forEach(it -> workloads.add(new ArrayList<>()));
    IntStream.range(0, crowd.workloads()).forEach(it -> workloads.get(partition(it)).add(it));
  }

  private int partition(int workload) {
    byte[] key = Crowd.target(workload).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % crowd.partitions();
  }

  /** Policies, workloads, and what was scraped in the last half minute. */
  void begin() {
    feed.policies(Policies.few());
    feed.policies(Policies.probe());
    feed.workloads(crowd, fedUntil);
    goOn();
  }

  /** Scrapes that were written. */
  long scrapes() {
    return scrapes;
  }

  /**
   * What is due by now.
   *
   * @return true, so that it can be said while something else is waited for
   */
  boolean goOn() {
    long now = clock.get().toEpochMilli();
    while (fedUntil + SECOND_MILLIS <= now) {
      scrapes += feed.second(crowd, fedUntil);
      fedUntil += SECOND_MILLIS;
    }
    if (System.nanoTime() - probedAt >= PROBE_NANOS) {
      probedAt = System.nanoTime();
      for (List<Integer> ofPartition : workloads) {
        feed.oomKilled(ofPartition.get(probes % ofPartition.size()), 0, now);
      }
      probes++;
    }
    return true;
  }

  @Override
  public void close() {
    feed.close();
  }
}

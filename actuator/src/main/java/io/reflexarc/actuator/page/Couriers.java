package io.reflexarc.actuator.page;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages under way: those of one incident one after the other, those of others beside them. One that
 * waits for its next try holds no thread. All methods are for the pager's thread.
 */
final class Couriers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
  private static final int MOST = 256;

  /**
   * A page that is under way, and where it came from.
   *
   * @param partition of the audit
   * @param offset in it
   */
  record Errand(TopicPartition partition, long offset, Round round) {

    private String incident() {
      return round.page().incident();
    }
  }

  private final ScheduledThreadPoolExecutor threads;
  private final LinkedBlockingQueue<Errand> ended = new LinkedBlockingQueue<>();
  private final Map<String, Deque<Errand>> byIncident = new HashMap<>();
  private int size;

  Couriers(int parallelism) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ScheduledThreadPoolExecutor(
            parallelism,
            run -> new Thread(run, "reflexarc-actuator-courier-" + number.incrementAndGet()));
  }

  boolean full() {
    return size >= MOST;
  }

  /** Sends one on its way, after those of the same incident. */
  void take(Errand errand) {
    size++;
    Deque<Errand> line = byIncident.computeIfAbsent(errand.incident(), none -> new ArrayDeque<>());
    line.add(errand);
    if (line.size() == 1) {
      threads.execute(() -> turn(errand));
    }
  }

  /** Those that have ended since the last call. */
  List<Errand> ended() {
    List<Errand> all = new ArrayList<>();
    ended.drainTo(all);
    for (Errand errand : all) {
      size--;
      Deque<Errand> line = byIncident.getOrDefault(errand.incident(), new ArrayDeque<>());
      line.remove(errand);
      if (line.isEmpty()) {
        byIncident.remove(errand.incident());
      } else {
        Errand following = line.element();
        threads.execute(() -> turn(following));
      }
    }
    return all;
  }

  private void turn(Errand errand) {
    Optional<Duration> again = turn(errand.round());
    if (again.isPresent()) {
      threads.schedule(() -> turn(errand), again.get().toMillis(), TimeUnit.MILLISECONDS);
    } else {
      ended.add(errand);
    }
  }

  private static Optional<Duration> turn(Round round) {
    try {
      return round.turn();
    } catch (RuntimeException e) {
      LOG.error("a page broke", e);
      round.giveUp("a fault in the actuator itself");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package io.reflexarc.detector.tick;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far a partition has been sensed: nothing of it that is older is still under way. Work says
 * since when it is due, and when it is done. Work that takes too long is not waited for.
 * Thread-safe.
 */
public final class Watermark {

  private final Duration hold;
  private final Map<Integer, NavigableMap<Instant, Integer>> underWay = new ConcurrentHashMap<>();

  /**
   * @param hold how far behind the present a watermark may stay, event time
   */
  public Watermark(Duration hold) {
    this.hold = hold;
  }

  /** Work on a partition is due since that time. */
  public void begin(int partition, Instant due) {
    underWay.compute(
        partition,
        (key, known) -> {
          NavigableMap<Instant, Integer> works = known == null ? new TreeMap<>() : known;
          works.merge(due, 1, Integer::sum);
          return works;
        });
  }

  /** That work is done, and what came of it has been handed to the publisher. */
  public void end(int partition, Instant due) {
    underWay.computeIfPresent(
        partition,
        (key, works) -> {
          works.computeIfPresent(due, (at, count) -> count == 1 ? null : count - 1);
          return works.isEmpty() ? null : works;
        });
  }

  /**
   * The low watermark of a partition.
   *
   * @param now the present, or earlier if what is common to all partitions is not that far
   */
  public Instant of(int partition, Instant now, Instant present) {
    Instant[] oldest = {now};
    underWay.computeIfPresent(
        partition,
        (key, works) -> {
          Instant first = works.firstKey();
          if (first.isBefore(oldest[0])) {
            oldest[0] = first;
          }
          return works;
        });
    Instant limit = present.minus(hold);
    return oldest[0].isBefore(limit) ? limit : oldest[0];
  }
}

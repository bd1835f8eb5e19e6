package io.reflexarc.sandbox.scenario;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which event time stands at which offset of each partition, as its ticks say; so a reader's
 * position tells how far in event time it is. Thread-safe.
 */
final class Ticks {

  private static final int MOST_A_PARTITION = 4_000;

  private final Map<Integer, TreeMap<Long, Instant>> byPartition = new ConcurrentHashMap<>();

  void add(int partition, long offset, Instant at) {
    byPartition.compute(
        partition,
        (number, ticks) -> {
          TreeMap<Long, Instant> known = ticks == null ? new TreeMap<>() : ticks;
          known.put(offset, at);
          if (known.size() > MOST_A_PARTITION) {
            known.pollFirstEntry();
          }
          return known;
        });
  }

  /** Time of the last tick before that position; empty when none is known. */
  Optional<Instant> before(int partition, long position) {
    Instant[] found = new Instant[1];
    byPartition.computeIfPresent(
        partition,
        (number, ticks) -> {
          Map.Entry<Long, Instant> entry = ticks.lowerEntry(position);
          if (entry != null) {
            found[0] = entry.getValue();
            ticks.headMap(entry.getKey()).clear();
          }
          return ticks;
        });
    return Optional.ofNullable(found[0]);
  }

  /** How many partitions ticked so far. */
  int partitions() {
    return byPartition.size();
  }
}

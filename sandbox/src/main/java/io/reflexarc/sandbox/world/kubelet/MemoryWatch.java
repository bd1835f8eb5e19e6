package io.reflexarc.sandbox.world.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * A kubelet's watch over its machine's memory. Below a threshold of what is free it reports memory
 * pressure and evicts one pod, the one that uses most, whatever budgets say; the pressure is over
 * when there was more for five minutes. Something outside the pods may take the machine's memory.
 */
final class MemoryWatch {
  /** How often a kubelet looks, and evicts one pod at most. */
  static final Duration PERIOD = Duration.ofSeconds(10);

  private static final Duration TRANSITION = Duration.ofMinutes(5);
  private static final long MIB = 1L << 20;
  private static final long THRESHOLD = 100 * MIB;
  private static final long LEAST_FREE = 160 * MIB;
  private static final long FREE_AT_FIRST = 60 * MIB;
  private static final double GROWTH_PER_SECOND = 0.6 * MIB;

  private final Kubelet kubelet;
  private final long capacity;
  private Hog hog = Hog.NONE;
  private Instant shortAt = Instant.MIN;

  MemoryWatch(Kubelet kubelet, long capacity) {
    this.kubelet = kubelet;
    this.capacity = capacity;
  }

  /** From now on something takes nearly all that the pods leave, and more and more. */
  void hog(Instant now) {
    hog = new Hog(now, capacity - used() - FREE_AT_FIRST);
  }

  /** It is ended. */
  void spare() {
    hog = Hog.NONE;
  }

  /** Looks once. */
  void look(Instant now) {
    long free = capacity - used() - hog.bytes(now, capacity - LEAST_FREE);
    if (free < THRESHOLD) {
      shortAt = now;
      evict(free);
    }
    kubelet.memoryPressure(shortAt.isAfter(Instant.MIN) && now.isBefore(shortAt.plus(TRANSITION)));
  }

  private void evict(long free) {
    staying().stream()
        .max(Comparator.comparingLong(PodWorker::memoryBytes).thenComparing(PodWorker::uid))
        .ifPresent(
            pod ->
                pod.evict(
                    "The node was low on resource: memory. Threshold quantity: 100Mi, available: "
                        + Math.max(0, free / 1024)
                        + "Ki. "));
  }

  private long used() {
    return staying().stream().mapToLong(PodWorker::memoryBytes).sum();
  }

  private List<PodWorker> staying() {
    return kubelet.workers().stream().filter(PodWorker::stays).toList();
  }

  /** What takes memory outside the pods. */
  private record Hog(Instant since, long first) {
    private static final Hog NONE = new Hog(Instant.MIN, 0);

    private long bytes(Instant now, long most) {
      if (first == 0) {
        return 0;
      }
      double grown = Duration.between(since, now).toSeconds() * GROWTH_PER_SECOND;
      return Math.min(most, first + (long) grown);
    }
  }
}

package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.cluster.PodChange.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * When changes were made that are to be heard of, and how long that took. What is heard of a pod is
 * taken for its oldest change of that kind which was not heard of yet; a change that never is, is
 * missing. Thread-safe.
 */
final class Stamps {

  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Set<Kind> heard;
  private final Map<Integer, Deque<Stamp>> waiting = new HashMap<>();
  private Histogram delays = new Histogram(HIGHEST_MICROS, DIGITS);
  private long expected;
  private int missing;

  private record Stamp(Kind kind, long nanos) {}

  /**
   * @param heard the kinds of change that anything is to be heard of
   */
  Stamps(Set<Kind> heard) {
    this.heard = EnumSet.copyOf(heard);
  }

  /** A change is about to be told. */
  synchronized void made(PodChange change, long nanos) {
    if (heard.contains(change.kind())) {
      expected++;
      missing++;
      waiting
          .computeIfAbsent(change.pod(), pod -> new ArrayDeque<>(2))
          .addLast(new Stamp(change.kind(), nanos));
    }
  }

  /** Something of one of these kinds was heard of a pod. */
  synchronized void heard(int pod, Set<Kind> kinds, long nanos) {
    Deque<Stamp> stamps = waiting.getOrDefault(pod, new ArrayDeque<>(0));
    Optional<Stamp> oldest = stamps.stream().filter(it -> kinds.contains(it.kind())).findFirst();
    if (oldest.isPresent()) {
      stamps.remove(oldest.get());
      if (stamps.isEmpty()) {
        waiting.remove(pod);
      }
      missing--;
      delays.recordValue(
          Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos - oldest.get().nanos())));
    }
  }

  /** How many have not been heard of yet. */
  synchronized int waiting() {
    return missing;
  }

  /** Hands over what was measured, and begins anew. */
  synchronized Delays drain() {
    Delays drained = new Delays(delays, expected, missing);
    delays = new Histogram(HIGHEST_MICROS, DIGITS);
    expected = 0;
    missing = 0;
    waiting.clear();
    return drained;
  }
}

package io.reflexarc.bench.scale;

import io.reflexarc.bench.cluster.PodChange;
import io.reflexarc.bench.cluster.PodChange.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * When changes were made that are to be heard of, and how long that took. A change that is not
 * heard of before its pod changes again is missing. Thread-safe.
 */
final class Stamps {

  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(10);
  private static final int DIGITS = 3;

  private final Set<Kind> heard;
  private final Map<Integer, Stamp> waiting = new HashMap<>();
  private Histogram delays = new Histogram(HIGHEST_MICROS, DIGITS);
  private long expected;
  private long missing;

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
      if (waiting.put(change.pod(), new Stamp(change.kind(), nanos)) != null) {
        missing++;
      }
    }
  }

  /** Something of that kind was heard of a pod. */
  synchronized void heard(int pod, Set<Kind> kinds, long nanos) {
    Stamp stamp = waiting.get(pod);
    if (stamp != null && kinds.contains(stamp.kind())) {
      waiting.remove(pod);
      delays.recordValue(
          Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos - stamp.nanos())));
    }
  }

  /** What has not been heard of yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** Hands over what was measured, and begins anew. */
  synchronized Delays drain() {
    Delays drained = new Delays(delays, expected, missing + waiting.size());
    delays = new Histogram(HIGHEST_MICROS, DIGITS);
    expected = 0;
    missing = 0;
    waiting.clear();
    return drained;
  }
}

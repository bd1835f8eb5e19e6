package io.reflexarc.bench.cluster;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was asked of a generated API since {@link #forget}. Thread-safe. */
public final class Requests {

  private static final long NONE = Long.MIN_VALUE;

  private final AtomicLong firstList = new AtomicLong(NONE);
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Map<String, Long> watches = new ConcurrentHashMap<>();

  void list(long nanos) {
    firstList.compareAndSet(NONE, nanos);
  }

  void listed(int count, long length) {
    objects.addAndGet(count);
    bytes.addAndGet(length);
  }

  void watch(String path, long nanos) {
    watches.put(path, nanos);
  }

  /** Begins anew. */
  public void forget() {
    firstList.set(NONE);
    objects.set(0);
    bytes.set(0);
    watches.clear();
  }

  /** When the first list was asked for, of {@code System.nanoTime}. */
  public OptionalLong firstList() {
    long nanos = firstList.get();
    return nanos == NONE ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  /** Objects in lists. */
  public long objects() {
    return objects.get();
  }

  /** Bytes of lists. */
  public long bytes() {
    return bytes.get();
  }

  /** The paths that are watched, which is after their lists. */
  public Set<String> watched() {
    return new TreeSet<>(watches.keySet());
  }
}

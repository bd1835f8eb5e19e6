package io.reflexarc.bench.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What differs between pods of one template over time, and the order in which it changed. A few
 * bytes a pod. Thread-safe.
 */
public final class PodLives {

  private static final long FIRST_VERSION = 10_000_000;
  private static final int REMEMBERED = 1 << 17;
  private static final int UNREADY_FROM_THE_START = 200;
  private static final long AN_HOUR = 3_600;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition expired = lock.newCondition();
  private final long[] versions;
  private final long[] readySince;
  private final long[] endedAt;
  private final boolean[] ready;
  private final boolean[] outOfMemory;
  private final int[] restarts;
  private final @Nullable Told[] log = new Told[REMEMBERED];
  private long first = FIRST_VERSION + 1;
  private long last = FIRST_VERSION;
  private int generation;

  /**
   * @param runs how often its container was started again
   * @param endedAt when its container last ended, epoch seconds
   * @param outOfMemory how it then did
   */
  record Life(
      long version, boolean ready, long readySince, int runs, long endedAt, boolean outOfMemory) {}

  /**
   * What a watch tells of one version: the pod as it was then, whatever has befallen it since.
   *
   * @param pod its number
   */
  record Told(int pod, Life life) {}

  PodLives(int pods, Instant born) {
    versions = new long[pods];
    readySince = new long[pods];
    endedAt = new long[pods];
    ready = new boolean[pods];
    outOfMemory = new boolean[pods];
    restarts = new int[pods];
    for (int pod = 0; pod < pods; pod++) {
      versions[pod] = pod + 1L;
      ready[pod] = !unreadyFromTheStart(pod);
      readySince[pod] = born.getEpochSecond() - AN_HOUR;
    }
  }

  /** One in 200 is. */
  public static boolean unreadyFromTheStart(int pod) {
    return pod % UNREADY_FROM_THE_START == UNREADY_FROM_THE_START - 1;
  }

  /** Lets something befall a pod; watches tell it. */
  public void apply(PodChange change) {
    lock.lock();
    try {
      take(change);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every watch with a 410; what befalls these pods meanwhile only a list can tell. */
  public void expire(List<PodChange> meanwhile) {
    lock.lock();
    try {
      meanwhile.forEach(this::take);
      first = last + 1;
      generation++;
      changed.signalAll();
      expired.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Life of(int pod) {
    lock.lock();
    try {
      return life(pod);
    } finally {
      lock.unlock();
    }
  }

  /** The version of the whole cluster. */
  long version() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Another one with each expiry. */
  int generation() {
    lock.lock();
    try {
      return generation;
    } finally {
      lock.unlock();
    }
  }

  /** Whether all that changed after a version is still known. */
  boolean remembers(long version) {
    lock.lock();
    try {
      return version + 1 >= Math.max(first, last - REMEMBERED + 1);
    } finally {
      lock.unlock();
    }
  }

  /** The change that made that version; empty once it is forgotten. */
  Optional<Told> told(long version) {
    lock.lock();
    try {
      return Optional.ofNullable(log[(int) (version % REMEMBERED)])
          .filter(it -> it.life().version() == version);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for changes after a version, or an expiry. */
  long awaitChange(long after, int since, long atMostMillis) throws InterruptedException {
    lock.lock();
    try {
      if (last <= after && generation == since) {
        changed.await(atMostMillis, TimeUnit.MILLISECONDS);
      }
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an expiry. */
  void awaitExpiry(int since, long atMostMillis) throws InterruptedException {
    lock.lock();
    try {
      if (generation == since) {
        expired.await(atMostMillis, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  private void take(PodChange change) {
    int pod = change.pod();
    long second = change.at().getEpochSecond();
    switch (change.kind()) {
      case NOT_READY, READY_AGAIN -> {
        ready[pod] = change.kind() == PodChange.Kind.READY_AGAIN;
        readySince[pod] = second;
      }
      case OOM_KILLED, CRASHED -> {
        restarts[pod]++;
        endedAt[pod] = second;
        outOfMemory[pod] = change.kind() == PodChange.Kind.OOM_KILLED;
      }
      case PLAIN -> {}
    }
    last++;
    versions[pod] = last;
    log[(int) (last % REMEMBERED)] = new Told(pod, life(pod));
  }

  private Life life(int pod) {
    return new Life(
        versions[pod], ready[pod], readySince[pod], restarts[pod], endedAt[pod], outOfMemory[pod]);
  }
}

package io.reflexarc.detector.watch;

import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.schemas.avro.HealthEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Takes what the informers' threads bring, one at a time, and knows how much it was. */
final class Arrivals implements ClusterSink {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<Observation> first = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final Replay replay;
  private final PlayedTime time;
  private boolean complete;

  /**
   * @param log what was published before
   */
  Arrivals(List<HealthEvent> log, PlayedTime time) {
    this.replay = new Replay(log, time.instant());
    this.time = time;
  }

  @Override
  public void observed(Observation observation) {
    lock.lock();
    try {
      if (observation instanceof Observation.Complete) {
        replay.list(first);
        complete = true;
      } else if (complete) {
        replay.at(time.instant(), observation);
        seen.add(nameOf(observation));
      } else {
        first.add(observation);
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the first lists. */
  void completed(Duration atMost) throws InterruptedException, TimeoutException {
    await(() -> complete, atMost);
  }

  /** Waits for so many different observations since the first lists. */
  void arrived(int due, Duration atMost) throws InterruptedException, TimeoutException {
    await(() -> seen.size() >= due, atMost);
  }

  List<HealthEvent> told() {
    lock.lock();
    try {
      return replay.told();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void policySeen(PolicyText policy) {}

  @Override
  public void policyGone(String key) {}

  @Override
  public void policiesComplete() {}

  private void await(BooleanSupplier done, Duration atMost)
      throws InterruptedException, TimeoutException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!done.getAsBoolean()) {
        if (left <= 0) {
          throw new TimeoutException("only " + seen.size() + " observations arrived");
        }
        left = more.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private static String nameOf(Observation observation) {
    ClusterObject object =
        observation instanceof Observation.Seen it
            ? it.object()
            : ((Observation.Gone) observation).object();
    return String.join(
        " ",
        observation.getClass().getSimpleName(),
        object.getClass().getSimpleName(),
        object.meta().uid(),
        object.meta().resourceVersion());
  }
}

package io.reflexarc.actuator.lookout;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Witness;
import io.reflexarc.actuator.lookout.Deed.Finding;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on what was applied lately. Somebody who sets it back, a GitOps controller or an
 * autoscaler, would do so again: the fight is told of once, as overridden, and not taken up.
 * Bounded in number and time; a process that dies forgets what it looked after.
 */
public final class Lookout implements Witness, Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final int MOST = 256;
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration AT_LEAST_REAL = Duration.ofMillis(100);
  private static final Duration AT_MOST_REAL = Duration.ofSeconds(5);

  private final ClusterReader cluster;
  private final TimeSource time;
  private final Duration window;
  private final Runnable beat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closed = lock.newCondition();
  private final Deque<Deed> deeds = new ArrayDeque<>();
  private final List<Report> found = new ArrayList<>();
  private boolean closing;

  /**
   * @param window how long something is looked after, event time
   * @param beat told at every round and every look
   */
  public Lookout(ClusterReader cluster, TimeSource time, Duration window, Runnable beat) {
    this.cluster = cluster;
    this.time = time;
    this.window = window;
    this.beat = beat;
  }

  /**
   * Looks after them from now on; when there are too many, the oldest is looked after no longer.
   */
  @Override
  public void applied(RemediationCommand command, List<Trace> traces) {
    lock.lock();
    try {
      Instant until = time.instant().plus(window);
      traces.forEach(trace -> deeds.add(new Deed(command, trace.before(), trace.after(), until)));
      while (deeds.size() > MOST) {
        deeds.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was found since the last call. From any thread. */
  public List<Report> found() {
    lock.lock();
    try {
      List<Report> all = List.copyOf(found);
      found.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  /** How much is looked after. */
  public int size() {
    lock.lock();
    try {
      return deeds.size();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void run() {
    try {
      while (pause()) {
        round();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at each once. */
  public void round() {
    beat.run();
    for (Deed deed : all()) {
      beat.run();
      Instant now = time.instant();
      Optional<Finding> finding =
          now.isAfter(deed.until()) ? Optional.of(new Finding.Over()) : look(deed);
      finding.ifPresent(it -> take(deed, it, now));
    }
  }

  private Optional<Finding> look(Deed deed) {
    try {
      ResourceKind kind = ResourceKind.named(deed.after().kind()).orElseThrow();
      return Optional.of(deed.of(cluster.get(kind, deed.after().namespace(), deed.after().name())));
    } catch (ClusterException e) {
      LOG.debug("cannot look after {}: {}", deed.after(), e.getMessage());
      return Optional.empty();
    }
  }

  private void take(Deed deed, Finding finding, Instant now) {
    if (finding instanceof Finding.Stands) {
      return;
    }
    lock.lock();
    try {
      if (finding instanceof Finding.SetBack back && deeds.contains(deed)) {
        found.add(report(deed, back, now));
        deeds.removeIf(other -> other.command().getId().equals(deed.command().getId()));
      } else {
        deeds.remove(deed);
      }
    } finally {
      lock.unlock();
    }
  }

  private static Report report(Deed deed, Finding.SetBack back, Instant now) {
    String says =
        back.field()
            + " of "
            + deed.after().kind()
            + " "
            + deed.after().name()
            + " was set back by "
            + back.by()
            + "; it is not set again";
    String field = back.field().toString();
    Change change =
        new Change(
            Map.of(field, back.field().in(deed.after().json()).toString()),
            Map.of(field, back.field().in(deed.before().json()).toString()));
    return new Report(deed.command(), new Outcome.Overridden(says), change, now, 1);
  }

  /** None when this is closed. */
  private List<Deed> all() {
    lock.lock();
    try {
      return closing ? List.of() : List.copyOf(deeds);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next round; false when there is none. */
  private boolean pause() throws InterruptedException {
    lock.lock();
    try {
      long nanos = AT_LEAST_REAL.toNanos();
      while (!closing && nanos > 0) {
        nanos = closed.awaitNanos(nanos);
      }
      if (closing) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    time.awaitUntil(time.instant().plus(EVERY), AT_MOST_REAL);
    return true;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      deeds.clear();
      closed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

package io.reflexarc.actuator.lookout;

import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Mark;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.actuator.errand.Witness;
import io.reflexarc.actuator.lookout.Deed.Finding;
import io.reflexarc.actuator.owner.FieldTrace;
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
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an eye on what was applied lately. Somebody who sets it back, a GitOps controller or an
 * autoscaler, would do so again: the fight is told of once, as overridden, and not taken up.
 * Bounded in number and time. What it looks after stands on the objects, too: a successor recalls
 * it.
 */
public final class Lookout implements Witness, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
  private static final int MOST = 256;

  private final ClusterReader cluster;
  private final TimeSource time;
  private final Duration window;
  private final Runnable beat;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Deed> deeds = new ArrayDeque<>();
  private final List<Report> found = new ArrayList<>();

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
    Instant until = time.instant().plus(window);
    for (Trace trace : traces) {
      List<FieldTrace> fields = FieldTrace.of(trace.before(), trace.after());
      add(new Deed(command, trace.after(), fields, until));
    }
  }

  /** Looks after what a command applied before, if this object remembers it. */
  public void recall(RemediationCommand command, KubeObject object) {
    List<FieldTrace> fields = FieldTrace.on(object, command.getId());
    Optional<Instant> until = Mark.on(object, command).map(mark -> mark.at().plus(window));
    if (!fields.isEmpty() && until.filter(time.instant()::isBefore).isPresent()) {
      add(new Deed(command, object, fields, until.get()));
    }
  }

  /** Looks after nothing any more. */
  public void forget() {
    lock.lock();
    try {
      deeds.clear();
    } finally {
      lock.unlock();
    }
  }

  private void add(Deed deed) {
    lock.lock();
    try {
      deeds.removeIf(deed::isSame);
      deeds.add(deed);
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

  /** Takes what somebody else has found, to be told of in the same way. */
  public void add(Report report) {
    lock.lock();
    try {
      found.add(report);
    } finally {
      lock.unlock();
    }
  }

  /** Looks at each once. */
  @Override
  public void run() {
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
      KubeObject seen = deed.object();
      ResourceKind kind = ResourceKind.named(seen.kind()).orElseThrow();
      return Optional.of(deed.of(cluster.get(kind, seen.namespace(), seen.name())));
    } catch (ClusterException e) {
      LOG.debug("cannot look after {}: {}", deed.object(), e.getMessage());
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
    String field = back.field().path().toString();
    String says =
        field
            + " of "
            + deed.object().kind()
            + " "
            + deed.object().name()
            + " was set back by "
            + back.by()
            + "; it is not set again";
    Change change = new Change(Map.of(field, back.field().is()), Map.of(field, back.field().was()));
    return new Report(deed.command(), new Outcome.Overridden(says), change, now, 1);
  }

  private List<Deed> all() {
    lock.lock();
    try {
      return List.copyOf(deeds);
    } finally {
      lock.unlock();
    }
  }
}

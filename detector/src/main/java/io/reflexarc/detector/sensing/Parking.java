package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.finding.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where findings wait while the cluster's streams, which are not ordered among each other, have not
 * told of a pod's owners yet.
 */
final class Parking {

  /** Most findings that wait. */
  static final int CAPACITY = 10_000;

  private final Duration patience;
  private final Deque<Parked> parked = new ArrayDeque<>();
  private final AtomicLong dropped = new AtomicLong();

  Parking(Duration patience) {
    this.patience = patience;
  }

  /** Attributes a finding, by the pod's own word where that is allowed. */
  interface Attempt {
    Optional<Fact> at(Finding finding, boolean presume);
  }

  void add(Finding finding, Instant now) {
    if (parked.size() >= CAPACITY) {
      dropped.incrementAndGet();
      return;
    }
    parked.addLast(new Parked(finding, now.plus(patience)));
  }

  List<Fact> retry(Instant now, Attempt attempt) {
    if (parked.isEmpty()) {
      return List.of();
    }
    List<Fact> facts = new ArrayList<>();
    for (Iterator<Parked> each = parked.iterator(); each.hasNext(); ) {
      Parked waiting = each.next();
      Optional<Fact> fact = attempt.at(waiting.finding(), !now.isBefore(waiting.until()));
      if (fact.isPresent()) {
        facts.add(fact.get());
        each.remove();
      }
    }
    return facts;
  }

  int size() {
    return parked.size();
  }

  long dropped() {
    return dropped.get();
  }

  private record Parked(Finding finding, Instant until) {}
}

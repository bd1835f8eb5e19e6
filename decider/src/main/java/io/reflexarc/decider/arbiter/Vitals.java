package io.reflexarc.decider.arbiter;

import io.reflexarc.decider.arbiter.Entry.End;
import java.util.List;

/**
 * How a group of targets is, as far as a breaker goes by it.
 *
 * @param unwell how many are unwell for reasons of their own; a cause that is none of them is one
 * @param known how many there are
 * @param ends what came of the last commands, oldest first
 */
record Vitals(int unwell, int known, List<End> ends) {

  Vitals {
    known = Math.max(known, unwell);
    ends = List.copyOf(ends);
  }

  /** Share of the known ones that is unwell. */
  double fraction() {
    return known == 0 ? 0 : (double) unwell / known;
  }

  /** Whether so many are unwell that it is no coincidence. */
  boolean crowded(BreakerTerms terms) {
    return unwell >= terms.targets() && fraction() > terms.fraction();
  }

  /** Whether clearly fewer are unwell than would open a breaker. */
  boolean relaxed(BreakerTerms terms) {
    return fraction() < terms.fraction() / 2;
  }

  /** How many of the last actions failed. */
  int failures(BreakerTerms terms, long now) {
    return (int)
        ends.stream()
            .skip(Math.max(0, ends.size() - terms.actions()))
            .filter(end -> end.at() > now - terms.withinMillis())
            .filter(End::failed)
            .count();
  }
}

package io.reflexarc.bench.comparison;

import io.reflexarc.decider.indicator.versus.SequentialTest;
import io.reflexarc.decider.indicator.versus.Tally;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Strata;
import io.reflexarc.schemas.policy.Versus;
import java.time.Duration;
import java.util.OptionalInt;

/** Ours: as the decider compares, from the panes of a window of five minutes. */
final class Sequential implements Watcher {

  private static final long SECOND_MILLIS = 1_000;
  private static final long PANE_MILLIS = 10_000;
  private static final long COMPARED_MILLIS = Versus.memory(Duration.ofMinutes(5)).toMillis();

  @Override
  public OptionalInt callsWorse(Hour hour) {
    long first = Long.MIN_VALUE;
    for (int second = 1; second <= hour.seconds(); second++) {
      Span span = new Span(second * SECOND_MILLIS, COMPARED_MILLIS, Long.MIN_VALUE);
      Strata strata = Strata.until(span, PANE_MILLIS);
      if (strata.first() == first) {
        continue; // as the second before, so the finding is the same
      }
      first = strata.first();
      Tally suspect = tally(hour.suspectBad(), hour.suspectTotal(), strata);
      Tally other = tally(hour.otherBad(), hour.otherTotal(), strata);
      if (SequentialTest.beside(suspect, other, strata.millis()).worse()) {
        return OptionalInt.of(second);
      }
    }
    return OptionalInt.empty();
  }

  private static Tally tally(int[] failures, int requests, Strata strata) {
    double[] bad = new double[strata.allPanes()];
    double[] total = new double[strata.allPanes()];
    int seconds = (int) (PANE_MILLIS / SECOND_MILLIS);
    for (int pane = 0; pane < bad.length; pane++) {
      int begin = Math.toIntExact((strata.first() + pane) * seconds);
      for (int second = Math.max(0, begin); second < begin + seconds; second++) {
        bad[pane] += failures[second];
        total[pane] += requests;
      }
    }
    return new Tally(bad, total, strata.panes());
  }
}

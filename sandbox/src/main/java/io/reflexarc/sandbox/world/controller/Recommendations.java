package io.reflexarc.sandbox.world.controller;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What an autoscaler found right in the last five minutes: it goes up fast and down slowly. */
final class Recommendations {
  private static final Duration STABLE = Duration.ofMinutes(5);
  private static final int STEP = 4;

  private final Deque<Recommendation> recent = new ArrayDeque<>();

  /** At first what is there is right. */
  Recommendations(Instant now, int current) {
    recent.add(new Recommendation(now, current));
  }

  /** The replicas to have: at most twice as many or four more, fewer only when that lasts. */
  int next(Instant now, int current, int proposed) {
    recent.add(new Recommendation(now, proposed));
    while (recent.getFirst().at().isBefore(now.minus(STABLE))) {
      recent.removeFirst();
    }
    if (proposed >= current) {
      return Math.min(proposed, Math.max(2 * current, current + STEP));
    }
    int most = recent.stream().mapToInt(Recommendation::replicas).max().orElse(proposed);
    return Math.min(current, most);
  }

  private record Recommendation(Instant at, int replicas) {}
}

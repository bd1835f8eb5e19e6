package io.reflexarc.sandbox.world.kubelet;

import java.time.Duration;

/** How long to wait before the next try: at once, then 10, 20, 40 … 300 s. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private Duration next = Duration.ZERO;

  /** The wait after a failure; the one after that will be longer. */
  Duration advance() {
    Duration wait = next;
    Duration doubled = wait.isZero() ? FIRST : wait.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return wait;
  }

  /** As {@link #advance()}, from the start when what failed had held out long enough. */
  Duration advanceAfter(Duration heldOut) {
    if (heldOut.compareTo(LONGEST.multipliedBy(2)) >= 0) {
      next = Duration.ZERO;
    }
    return advance();
  }
}

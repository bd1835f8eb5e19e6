package io.reflexarc.actuator.errand;

import java.time.Duration;

/**
 * Exponential back-off in real time, with a jitter of up to a quarter that depends on the command,
 * so that many commands that fail together do not come back together, and the same one always waits
 * alike.
 *
 * @param first pause after the first failure
 * @param longest no pause is longer, the server's own wish included
 */
record Backoff(Duration first, Duration longest) {

  static final Backoff DEFAULT = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

  private static final int MOST_DOUBLINGS = 16;

  /**
   * The pause after a failure.
   *
   * @param failures how many in a row, from 1
   * @param seed of the jitter
   * @param atLeast what the server asked for
   */
  Duration after(int failures, String seed, Duration atLeast) {
    Duration doubled = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    Duration wanted = doubled.compareTo(atLeast) < 0 ? atLeast : doubled;
    Duration capped = wanted.compareTo(longest) < 0 ? wanted : longest;
    int jitter = Math.floorMod((seed + failures).hashCode(), 256);
    return capped.plus(capped.multipliedBy(jitter).dividedBy(1024));
  }
}

package io.reflexarc.bench.comparison;

import java.util.OptionalInt;

/** Somebody who looks at two versions every second. */
interface Watcher {

  /**
   * The second at which it first calls the suspect worse; empty when it does not within the hour.
   */
  OptionalInt callsWorse(Hour hour);
}

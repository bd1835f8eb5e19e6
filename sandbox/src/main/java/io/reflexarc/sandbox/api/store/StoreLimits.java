package io.reflexarc.sandbox.api.store;

import java.time.Duration;
import java.util.Objects;

/**
 * Bounds of a store.
 *
 * @param loggedEvents changes kept for watches that resume; older ones answer 410
 * @param objects objects in all; a creation beyond is refused with 507
 * @param eventTtl how long Event objects are kept, in the store's time
 */
public record StoreLimits(int loggedEvents, int objects, Duration eventTtl) {

  public StoreLimits {
    Objects.requireNonNull(eventTtl, "eventTtl");
    if (loggedEvents < 1 || objects < 1 || eventTtl.isNegative() || eventTtl.isZero()) {
      throw new IllegalArgumentException("Store limits must be positive");
    }
  }

  /** 20 000 changes, 100 000 objects, and one hour for Events as a real server has. */
  public static StoreLimits standard() {
    return new StoreLimits(20_000, 100_000, Duration.ofHours(1));
  }
}

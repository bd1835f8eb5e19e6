package io.reflexarc.schemas.policy;

import java.time.Duration;

/**
 * How a policy in mode {@code approve} asks.
 *
 * @param ttl for how long it waits for an answer, and how long an answer stands
 */
public record Approval(Duration ttl) {

  /** What holds where a policy says nothing: 15 minutes. */
  public static final Approval DEFAULT = new Approval(Duration.ofMinutes(15));

  /**
   * @throws IllegalArgumentException when the time is not positive
   */
  public Approval {
    Check.that(ttl.compareTo(Duration.ZERO) > 0, "ttl is not positive");
  }
}

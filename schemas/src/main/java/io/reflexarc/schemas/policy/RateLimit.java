package io.reflexarc.schemas.policy;

import java.time.Duration;

/**
 * At most so many actions on one target in any span of that length.
 *
 * @param count at least 1
 * @param per length of the span, positive
 */
public record RateLimit(int count, Duration per) {

  /**
   * @throws IllegalArgumentException when the count or the span is not positive
   */
  public RateLimit {
    Check.that(count >= 1, "count is below 1");
    Check.that(per.compareTo(Duration.ZERO) > 0, "per is not positive");
  }
}

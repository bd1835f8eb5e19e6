package io.reflexarc.schemas.policy;

import java.time.Duration;

/**
 * At most so many actions in any span of that length.
 *
 * @param count at least 1
 * @param per length of the span, positive
 * @param scope what is counted together
 */
public record RateLimit(int count, Duration per, LimitScope scope) {

  /**
   * @throws IllegalArgumentException when the count or the span is not positive
   */
  public RateLimit {
    Check.that(count >= 1, "count is below 1");
    Check.that(per.compareTo(Duration.ZERO) > 0, "per is not positive");
  }
}

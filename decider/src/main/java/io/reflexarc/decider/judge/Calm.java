package io.reflexarc.decider.judge;

import java.util.OptionalLong;

/**
 * For how long everything has been clear: what ends an incident. It begins when all is clear, stops
 * counting while nothing is known, and begins anew when anything is not clear: between the policy's
 * two thresholds an incident neither begins nor ends.
 *
 * @param since since when all is clear, later by the time during which nothing was known; empty
 *     while it is not
 * @param unknownSince since when nothing is known; only with {@code since}
 */
public record Calm(OptionalLong since, OptionalLong unknownSince) {

  /** Not calm. */
  public static final Calm NONE = new Calm(OptionalLong.empty(), OptionalLong.empty());

  /** What is known at one time. */
  public enum Look {
    /** All that is known is clear. */
    CLEAR,
    /** Something is not clear. */
    NOT_CLEAR,
    /** Too little is known. */
    UNKNOWN
  }

  /**
   * @throws IllegalArgumentException when its times are not in order
   */
  public Calm {
    if (unknownSince.isPresent()
        && (since.isEmpty() || unknownSince.getAsLong() < since.getAsLong())) {
      throw new IllegalArgumentException("calm since " + since + ", unknown since " + unknownSince);
    }
  }

  /** Calm after one more look. */
  public Calm next(Look look, long now) {
    return switch (look) {
      case NOT_CLEAR -> NONE;
      case UNKNOWN ->
          since.isEmpty() || unknownSince.isPresent()
              ? this
              : new Calm(since, OptionalLong.of(now));
      case CLEAR -> {
        if (since.isEmpty()) {
          yield new Calm(OptionalLong.of(now), OptionalLong.empty());
        }
        yield unknownSince.isEmpty()
            ? this
            : new Calm(
                OptionalLong.of(since.getAsLong() + now - unknownSince.getAsLong()),
                OptionalLong.empty());
      }
    };
  }

  /** Whether it has lasted so long. */
  public boolean lasted(long millis, long now) {
    return since.isPresent() && unknownSince.isEmpty() && now - since.getAsLong() >= millis;
  }
}

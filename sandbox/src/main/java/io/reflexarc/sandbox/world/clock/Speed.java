package io.reflexarc.sandbox.world.clock;

import java.time.Duration;
import java.util.Locale;

/**
 * How fast virtual time passes: {@code factor} virtual seconds in one real second, or as fast as
 * the machine and the gate allow.
 *
 * @param factor above 0, at most {@value #LIMIT}; infinite for {@link #max()}
 */
public record Speed(double factor) {
  private static final double LIMIT = 10_000;

  /** Checks the range. */
  public Speed {
    boolean max = factor == Double.POSITIVE_INFINITY;
    if (!max && !(factor > 0 && factor <= LIMIT)) {
      throw new IllegalArgumentException(
          "speed: " + factor + " is not above 0 and at most 10000; write a number or max");
    }
  }

  /** {@code factor} virtual seconds in one real second. */
  public static Speed of(double factor) {
    return new Speed(factor);
  }

  /** From event to event, without waiting for real time. */
  public static Speed max() {
    return new Speed(Double.POSITIVE_INFINITY);
  }

  /** Reads {@code 60}, {@code 0.5} or {@code max}. */
  public static Speed parse(String text) {
    String trimmed = text.trim().toLowerCase(Locale.ROOT);
    if (trimmed.equals("max")) {
      return max();
    }
    try {
      return of(Double.parseDouble(trimmed));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("speed: '" + text + "' is not a number or max", e);
    }
  }

  /** Whether no real time is waited for. */
  public boolean isMax() {
    return Double.isInfinite(factor);
  }

  /** The factor, or its upper limit (10 000) for {@link #max()}: always finite. */
  public double nominal() {
    return Math.min(factor, LIMIT);
  }

  Duration virtual(long realNanos) {
    return Duration.ofNanos((long) (realNanos * factor));
  }

  @Override
  public String toString() {
    return isMax() ? "max" : Double.toString(factor);
  }
}

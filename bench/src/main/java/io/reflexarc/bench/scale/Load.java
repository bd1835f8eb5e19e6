package io.reflexarc.bench.scale;

import java.time.Duration;

/**
 * How much changes.
 *
 * @param rate pod changes a second
 * @param time how long
 */
public record Load(int rate, Duration time) {

  private static final int HIGHEST_RATE = 100_000;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public Load {
    if (rate < 1 || rate > HIGHEST_RATE) {
      throw new IllegalArgumentException("rate: " + rate + " is not 1 to " + HIGHEST_RATE);
    }
    if (time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("seconds: " + time.toSeconds() + " is not 1 to 180");
    }
  }

  long changes() {
    return rate * time.toSeconds();
  }
}

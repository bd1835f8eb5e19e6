package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Set;

/**
 * A level that is too high, or too low.
 *
 * @param metric the gauge
 * @param take what of the window is compared
 * @param per what is judged one by one
 * @param window how much of the past is looked at
 * @param threshold beyond what it is unhealthy, and healthy again
 * @param minimumSamples fewer samples in the window than this are unknown health, at least 1
 */
public record Gauge(
    MetricSelector metric,
    Take take,
    Per per,
    Duration window,
    Threshold threshold,
    long minimumSamples)
    implements Indicator {

  /** What of a window's samples is compared. */
  public enum Take implements Word {
    /** The mean of all samples. */
    AVG,
    /** The highest. */
    MAX,
    /** The lowest. */
    MIN,
    /** The youngest; of several pods the mean of theirs. */
    LAST
  }

  /**
   * Two bounds: unhealthy beyond the one, clear at the other or better; between them it stays what
   * it was.
   *
   * @param above whether too high is unhealthy, else too low
   * @param unhealthy beyond this it is unhealthy, finite
   * @param healthy at this or better it is clear, finite
   */
  public record Threshold(boolean above, double unhealthy, double healthy) {

    /**
     * @throws IllegalArgumentException when the bounds are not in order
     */
    public Threshold {
      Check.that(
          Double.isFinite(unhealthy) && Double.isFinite(healthy), "a threshold is not finite");
      Check.that(
          above ? healthy <= unhealthy : healthy >= unhealthy, "healthy is beyond unhealthy");
    }

    /** Whether a value is unhealthy. */
    public boolean crossedBy(double value) {
      return above ? value > unhealthy : value < unhealthy;
    }

    /** Whether a value is so good that an incident may end. */
    public boolean clearedBy(double value) {
      return above ? value <= healthy : value >= healthy;
    }
  }

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public Gauge {
    Check.window(window);
    Check.that(minimumSamples >= 1, "minimumSamples is below 1");
  }

  @Override
  public Set<String> metrics() {
    return Set.of(metric.metric());
  }

  @Override
  public String word() {
    return "gauge";
  }
}

package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A quantile of a histogram, such as how long 99 of 100 requests take at most.
 *
 * @param metric the histogram, in seconds
 * @param quantile which quantile, over 0 and under 1
 * @param per what is judged one by one
 * @param window how much of the past is looked at
 * @param unhealthyAbove unhealthy when the quantile takes longer than this
 * @param healthyBelow clear when it takes less than this, under {@code unhealthyAbove}; between the
 *     two it stays what it was
 * @param minimumSamples fewer observations in the window than this are unknown health, at least 1
 * @param versus what it must also be significantly slower than; not where what is judged is of no
 *     version
 */
public record Latency(
    MetricSelector metric,
    double quantile,
    Per per,
    Duration window,
    Duration unhealthyAbove,
    Duration healthyBelow,
    long minimumSamples,
    Optional<Versus> versus)
    implements Indicator {

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public Latency {
    Check.window(window);
    Check.that(quantile > 0 && quantile < 1, "quantile is not within 0 and 1");
    Check.that(
        healthyBelow.compareTo(Duration.ZERO) > 0 && healthyBelow.compareTo(unhealthyAbove) < 0,
        "healthyBelow is not between 0s and unhealthyAbove");
    Check.that(minimumSamples >= 1, "minimumSamples is below 1");
    Check.that(versus.isEmpty() || !per.isOfNoVersion(), "versus compares versions");
  }

  @Override
  public Duration memory() {
    return versus.isPresent() ? Versus.memory(window) : window;
  }

  @Override
  public Set<String> metrics() {
    return Set.of(metric.metric());
  }

  @Override
  public String word() {
    return "latency";
  }
}

package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Set;

/**
 * A gauge that climbs towards a limit: leaks. The slope is robust (Theil and Sen) and is taken per
 * container life, so a restart begins anew.
 *
 * @param metric the gauge
 * @param per what is judged one by one
 * @param window how much of the past the slope is fitted to
 * @param ceiling what it must not reach
 * @param exhaustionWithin unhealthy when, at this slope, the ceiling is reached within this time
 * @param healthyBeyond healthy again when, at this slope, the ceiling is farther away than this;
 *     over {@code exhaustionWithin}; between the two it stays what it was
 * @param minimumRise less rise over the window than this fraction of the ceiling is no trend, 0 to
 *     1
 * @param minimumSamples fewer samples in the window than this are unknown health, at least 3
 */
public record Trend(
    MetricSelector metric,
    Per per,
    Duration window,
    Ceiling ceiling,
    Duration exhaustionWithin,
    Duration healthyBeyond,
    double minimumRise,
    long minimumSamples)
    implements Indicator {

  /** Fewest samples a slope can be fitted to. */
  public static final long MIN_SAMPLES = 3;

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public Trend {
    Check.window(window);
    Check.that(exhaustionWithin.compareTo(Duration.ZERO) > 0, "exhaustionWithin is not positive");
    Check.that(
        healthyBeyond.compareTo(exhaustionWithin) > 0,
        "healthyBeyond is not longer than exhaustionWithin");
    Check.that(minimumRise >= 0 && minimumRise < 1, "minimumRise is not within 0 and 1");
    Check.that(minimumSamples >= MIN_SAMPLES, "minimumSamples is below " + MIN_SAMPLES);
  }

  @Override
  public Set<String> metrics() {
    return Set.of(metric.metric());
  }

  @Override
  public String word() {
    return "trend";
  }
}

package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Bad events over all events of a window, from counters: the SLI of a request-driven service.
 *
 * @param bad counters that count what went wrong
 * @param total counters that count everything
 * @param per what is judged one by one
 * @param window how much of the past is looked at
 * @param unhealthyAbove fraction above which it is unhealthy, over 0 to 1
 * @param healthyBelow fraction below which it is healthy again, under {@code unhealthyAbove};
 *     between the two it stays what it was
 * @param minimumSamples fewer events in the window than this are unknown health, at least 1
 * @param versus what it must also be significantly worse than
 */
public record Ratio(
    MetricSelector bad,
    MetricSelector total,
    Per per,
    Duration window,
    double unhealthyAbove,
    double healthyBelow,
    long minimumSamples,
    Optional<Versus> versus)
    implements Indicator {

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public Ratio {
    Check.window(window);
    Check.that(unhealthyAbove > 0 && unhealthyAbove < 1, "unhealthyAbove is not within 0 and 1");
    Check.that(
        healthyBelow > 0 && healthyBelow < unhealthyAbove,
        "healthyBelow is not between 0 and unhealthyAbove");
    Check.that(minimumSamples >= 1, "minimumSamples is below 1");
  }

  @Override
  public Duration memory() {
    return versus.isPresent() ? Versus.memory(window) : window;
  }

  @Override
  public Set<String> metrics() {
    return bad.metric().equals(total.metric())
        ? Set.of(bad.metric())
        : Set.of(bad.metric(), total.metric());
  }

  @Override
  public String word() {
    return "ratio";
  }
}

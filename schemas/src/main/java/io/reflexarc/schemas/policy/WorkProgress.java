package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Set;

/**
 * Work arrives and nothing completes: {@code progress}.
 *
 * @param work what there is to do
 * @param completions a counter of what was done
 * @param per what is judged one by one: the workload, each version or each pod
 * @param window how much of the past is looked at
 * @param atLeast so much work must there be before doing nothing is a fault, over 0
 */
public record WorkProgress(
    Work work, MetricSelector completions, Per per, Duration window, double atLeast)
    implements Indicator {

  /** What there is to do. */
  public sealed interface Work {

    /** The metric. */
    MetricSelector metric();
  }

  /**
   * What arrives.
   *
   * @param metric a counter
   */
  public record Arrivals(MetricSelector metric) implements Work {}

  /**
   * What waits.
   *
   * @param metric a gauge
   */
  public record Backlog(MetricSelector metric) implements Work {}

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public WorkProgress {
    Check.window(window);
    Check.that(atLeast > 0 && Double.isFinite(atLeast), "atLeast is not above 0");
    Check.that(per.by() != Per.By.NODE && per.by() != Per.By.LABEL, "per workload, version or pod");
  }

  @Override
  public Set<String> metrics() {
    return work.metric().metric().equals(completions.metric())
        ? Set.of(completions.metric())
        : Set.of(work.metric().metric(), completions.metric());
  }

  @Override
  public String word() {
    return "progress";
  }
}

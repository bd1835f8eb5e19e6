package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What was heard and is silent now: a metric, or facts of a type.
 *
 * @param metric the metric that should be heard; empty where it is facts
 * @param fact the facts that should be heard; empty where it is a metric
 * @param per what is judged one by one: the workload or each version
 * @param silentFor unhealthy when nothing was heard for this long
 */
public record Absence(
    Optional<MetricSelector> metric, Optional<FactSelector> fact, Per per, Duration silentFor)
    implements Indicator {

  /** Longest silence that can be asked for: it is remembered for twice as long. */
  public static final Duration LONGEST = MAX_WINDOW.dividedBy(2);

  /**
   * @throws IllegalArgumentException when it is not about exactly one thing, or for a time out of
   *     range
   */
  public Absence {
    Check.that(metric.isPresent() != fact.isPresent(), "a metric or a fact, and not both");
    Check.window(silentFor);
    Check.that(silentFor.compareTo(LONGEST) <= 0, "silentFor is longer than 12h");
    Check.that(
        per.equals(Per.WORKLOAD) || per.equals(Per.VERSION), "a pod that is gone is silent too");
  }

  /** Twice the silence: what was heard before that is forgotten. */
  @Override
  public Duration window() {
    return silentFor.multipliedBy(2);
  }

  @Override
  public Set<String> metrics() {
    return metric.map(it -> Set.of(it.metric())).orElse(Set.of());
  }

  @Override
  public String word() {
    return "absence";
  }
}

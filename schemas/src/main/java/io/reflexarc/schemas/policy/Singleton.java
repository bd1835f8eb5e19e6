package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * More than one pod claims to lead.
 *
 * @param metric a gauge that is above 0 while a pod claims to lead; empty where facts say so
 * @param fact facts by which pods claim to lead; empty where a gauge says so
 * @param lease name of the lease whose holder leads rightly; empty for any that is told of the
 *     target
 * @param window how old a claim may be
 */
public record Singleton(
    Optional<MetricSelector> metric,
    Optional<FactSelector> fact,
    Optional<String> lease,
    Duration window)
    implements Indicator {

  /** Types of the facts that say who took a lease. */
  public static final Set<String> LEASE_TAKEN = Set.of("leader.claimed", "leader.changed");

  /** Longest age of a claim. */
  public static final Duration LONGEST = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException when it is not about exactly one kind of claim, or for a time
   *     out of range
   */
  public Singleton {
    Check.that(metric.isPresent() != fact.isPresent(), "a metric or a fact, and not both");
    Check.window(window);
    Check.that(window.compareTo(LONGEST) <= 0, "window is longer than 1h");
  }

  @Override
  public Per per() {
    return Per.POD;
  }

  @Override
  public Set<String> metrics() {
    return metric.map(it -> Set.of(it.metric())).orElse(Set.of());
  }

  @Override
  public String word() {
    return "singleton";
  }
}

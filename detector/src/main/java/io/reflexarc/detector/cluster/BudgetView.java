package io.reflexarc.detector.cluster;

import java.time.Instant;

/**
 * A PodDisruptionBudget.
 *
 * @param selector which pods of its namespace it protects
 * @param allowed how many of them may be evicted now
 * @param allowedSince when it last turned from allowing evictions to not, or back; the epoch where
 *     it does not say
 * @param observed whether its status speaks of its current spec
 */
public record BudgetView(
    Metadata meta, LabelSelector selector, int allowed, Instant allowedSince, boolean observed)
    implements ClusterObject {

  /** Whether it allows the same of the same, whatever it counted. */
  public boolean allowsTheSame(BudgetView other) {
    return selector.equals(other.selector)
        && allowed == other.allowed
        && observed == other.observed;
  }

  /** Whether an eviction of that pod would be refused now. */
  public boolean blocks(PodView pod) {
    return observed
        && allowed <= 0
        && meta.namespace().equals(pod.meta().namespace())
        && selector.matches(pod.meta().labels());
  }
}

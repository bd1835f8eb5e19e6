package io.reflexarc.decider.judge;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import java.util.Comparator;

/**
 * What a condition is about.
 *
 * @param policy key of the policy
 * @param subject what of the target
 */
public record ConditionKey(String policy, Subject subject) implements Comparable<ConditionKey> {

  private static final Comparator<ConditionKey> ORDER =
      Comparator.comparing(ConditionKey::policy).thenComparing(ConditionKey::subject);

  /** The condition that a policy's reading moves. */
  public static ConditionKey of(String policy, Reading reading) {
    return new ConditionKey(policy, reading.subject());
  }

  /** The version that it is about; empty for the workload as a whole, and when unknown. */
  public String version() {
    return subject.version();
  }

  @Override
  public int compareTo(ConditionKey other) {
    return ORDER.compare(this, other);
  }
}

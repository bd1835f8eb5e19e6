package io.reflexarc.decider.judge;

import io.reflexarc.decider.indicator.Reading;
import java.util.Comparator;

/**
 * What a condition is about.
 *
 * @param policy key of the policy
 * @param version the version, empty when unknown
 * @param pod the pod, empty for the whole version
 */
public record ConditionKey(String policy, String version, String pod)
    implements Comparable<ConditionKey> {

  private static final Comparator<ConditionKey> ORDER =
      Comparator.comparing(ConditionKey::policy)
          .thenComparing(ConditionKey::version)
          .thenComparing(ConditionKey::pod);

  /** The condition that a policy's reading moves. */
  public static ConditionKey of(String policy, Reading reading) {
    return new ConditionKey(policy, reading.version(), reading.pod() == null ? "" : reading.pod());
  }

  @Override
  public int compareTo(ConditionKey other) {
    return ORDER.compare(this, other);
  }
}

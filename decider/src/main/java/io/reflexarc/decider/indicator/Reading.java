package io.reflexarc.decider.indicator;

import io.reflexarc.schemas.avro.Evidence;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator says of one version, or one pod of it, at one time.
 *
 * @param version the version, empty when unknown
 * @param pod the pod; null for the whole version
 * @param health what it says
 * @param clear whether it is so healthy that an incident may end: beyond the policy's second
 *     threshold, which gives hysteresis
 * @param comparison how it compares with the last known good version
 * @param evidence the numbers; at least one unless the health is unknown
 * @param words the numbers in words, a clause without a full stop; made when it is asked for
 */
public record Reading(
    String version,
    @Nullable String pod,
    Health health,
    boolean clear,
    Comparison comparison,
    List<Evidence> evidence,
    Supplier<String> words) {

  /**
   * @throws IllegalArgumentException when it contradicts itself
   */
  public Reading {
    evidence = List.copyOf(evidence);
    if (clear && health != Health.HEALTHY) {
      throw new IllegalArgumentException(health + " cannot be clear");
    }
    if (evidence.isEmpty() && health != Health.UNKNOWN) {
      throw new IllegalArgumentException(health + " needs evidence");
    }
  }

  /** Nothing is known. */
  public static Reading unknown(
      String version, @Nullable String pod, List<Evidence> evidence, Supplier<String> why) {
    return new Reading(version, pod, Health.UNKNOWN, false, Comparison.NOT_MADE, evidence, why);
  }

  /** The numbers in words. */
  public String says() {
    return words.get();
  }

  /** Whether it is unhealthy. */
  public boolean unhealthy() {
    return health == Health.UNHEALTHY;
  }
}

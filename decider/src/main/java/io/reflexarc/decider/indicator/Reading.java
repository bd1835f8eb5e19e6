package io.reflexarc.decider.indicator;

import io.reflexarc.schemas.avro.Evidence;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an indicator says of one subject at one time.
 *
 * @param subject what it is about
 * @param health what it says
 * @param clear whether it is so healthy that an incident may end: beyond the policy's second
 *     threshold, which gives hysteresis
 * @param comparison how it compares with the last known good version
 * @param evidence the numbers; at least one unless the health is unknown
 * @param words the numbers in words, a clause without a full stop; made when it is asked for
 */
public record Reading(
    Subject subject,
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
  public static Reading unknown(Subject subject, List<Evidence> evidence, Supplier<String> why) {
    return new Reading(subject, Health.UNKNOWN, false, Comparison.NOT_MADE, evidence, why);
  }

  /** The version that it is about; empty for the workload as a whole, and when unknown. */
  public String version() {
    return subject.version();
  }

  /** The pod that it is about; null when it is not about one. */
  public @Nullable String pod() {
    return subject.pod();
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

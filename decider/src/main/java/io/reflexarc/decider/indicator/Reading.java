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
 * @param numbers the evidence; at least one unless the health is unknown; made when it is asked for
 * @param words the numbers in words, a clause without a full stop; made when it is asked for
 */
public record Reading(
    Subject subject,
    Health health,
    boolean clear,
    Comparison comparison,
    Supplier<List<Evidence>> numbers,
    Supplier<String> words) {

  /**
   * @throws IllegalArgumentException when it contradicts itself
   */
  public Reading {
    if (clear && health != Health.HEALTHY) {
      throw new IllegalArgumentException(health + " cannot be clear");
    }
  }

  /** Nothing is known, and nothing was counted. */
  public static Reading unknown(Subject subject, Supplier<String> why) {
    return unknown(subject, List::of, why);
  }

  /** Nothing is known, but there are numbers. */
  public static Reading unknown(
      Subject subject, Supplier<List<Evidence>> numbers, Supplier<String> why) {
    return new Reading(subject, Health.UNKNOWN, false, Comparison.NOT_MADE, numbers, why);
  }

  /**
   * The numbers.
   *
   * @throws IllegalStateException when there are none though something is known
   */
  public List<Evidence> evidence() {
    List<Evidence> evidence = List.copyOf(numbers.get());
    if (evidence.isEmpty() && health != Health.UNKNOWN) {
      throw new IllegalStateException(health + " needs evidence");
    }
    return evidence;
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

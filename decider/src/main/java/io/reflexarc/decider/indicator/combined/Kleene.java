package io.reflexarc.decider.indicator.combined;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Combined.How;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Several readings as one, in the strong logic of three values (Kleene: Introduction to
 * Metamathematics, 1952, §64), unhealthy being true. {@code all}: unhealthy when every part is,
 * healthy when one is, else unknown. {@code any}: unhealthy when one part is, healthy when every
 * part is, else unknown.
 *
 * <p>Clear, which ends an incident, is the same of clear parts: for {@code all} one is enough, for
 * {@code any} all must be.
 */
public final class Kleene {

  private Kleene() {}

  /**
   * Combines the readings of one version or pod.
   *
   * @param parts one for each part, at least one; unknown where a part says nothing
   */
  public static Reading combine(How how, Subject subject, List<Reading> parts) {
    Health health = health(how, parts);
    boolean clear =
        health == Health.HEALTHY
            && (how == How.ALL
                ? parts.stream().anyMatch(Reading::clear)
                : parts.stream().allMatch(Reading::clear));
    List<Reading> telling = parts.stream().filter(part -> health == part.health()).toList();
    Supplier<List<Evidence>> numbers =
        () -> telling.stream().flatMap(part -> part.evidence().stream()).toList();
    Supplier<String> says =
        () -> telling.stream().map(Reading::says).collect(Collectors.joining(" and "));
    return new Reading(
        subject,
        health,
        clear,
        health == Health.UNHEALTHY ? comparison(how, telling) : Comparison.NOT_MADE,
        numbers,
        says);
  }

  private static Health health(How how, List<Reading> parts) {
    Health decisive = how == How.ALL ? Health.HEALTHY : Health.UNHEALTHY;
    if (parts.stream().anyMatch(part -> part.health() == decisive)) {
      return decisive;
    }
    if (parts.stream().anyMatch(part -> part.health() == Health.UNKNOWN)) {
      return Health.UNKNOWN;
    }
    return how == How.ALL ? Health.UNHEALTHY : Health.HEALTHY;
  }

  /**
   * That a part is not worse than the last good version holds back {@code all}; it holds back
   * {@code any} only when no other part stands.
   */
  private static Comparison comparison(How how, List<Reading> unhealthy) {
    Predicate<Reading> notWorse = part -> part.comparison() == Comparison.NOT_WORSE;
    boolean held =
        how == How.ALL
            ? unhealthy.stream().anyMatch(notWorse)
            : unhealthy.stream().allMatch(notWorse);
    if (held) {
      return Comparison.NOT_WORSE;
    }
    return unhealthy.stream().anyMatch(part -> part.comparison() == Comparison.WORSE)
        ? Comparison.WORSE
        : unhealthy.stream().anyMatch(part -> part.comparison() == Comparison.NO_BASELINE)
            ? Comparison.NO_BASELINE
            : Comparison.NOT_MADE;
  }
}

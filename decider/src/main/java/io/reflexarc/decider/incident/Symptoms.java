package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.Condition.Firing;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Evidence;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known of a target at one tick.
 *
 * @param rules the rules about it
 * @param judged what they say
 * @param conditions what has begun
 * @param dependencyUnready whether nothing is ready of what it depends on
 */
public record Symptoms(
    List<Rule> rules,
    List<Judged> judged,
    SortedMap<ConditionKey, Condition> conditions,
    boolean dependencyUnready) {

  /** The fact that tells of a dependency of which nothing is ready. */
  public static final String DEPENDENCY_UNREADY = "dependency.unready";

  /** A condition that has held for long enough, with the rule that judges it. */
  public record Fired(ConditionKey key, Firing condition, Rule rule, Judged judged) {}

  /** The rule of a policy; empty when it is gone. */
  public Optional<Rule> rule(String policy) {
    return rules.stream().filter(rule -> rule.key().equals(policy)).findFirst();
  }

  /** What the rules of these policies say. */
  public List<Reading> of(Collection<String> policies) {
    return judged.stream()
        .filter(each -> policies.contains(each.rule().key()))
        .map(Judged::reading)
        .toList();
  }

  /** What all rules say. */
  public List<Reading> all() {
    return judged.stream().map(Judged::reading).toList();
  }

  /** All that fires: what may go furthest first, then what began first. */
  public List<Fired> firing() {
    if (conditions.isEmpty()) {
      return List.of();
    }
    return judged.stream()
        .flatMap(each -> fired(each).stream())
        .sorted(
            Comparator.comparing((Fired fired) -> fired.rule().spec().mode())
                .reversed()
                .thenComparing(fired -> fired.condition().onset())
                .thenComparing(Fired::key))
        .toList();
  }

  private Optional<Fired> fired(Judged judged) {
    return conditions.get(judged.key()) instanceof Firing firing
        ? Optional.of(new Fired(judged.key(), firing, judged.rule(), judged))
        : Optional.empty();
  }

  /** Whether all that these policies know is clear, above all what was sick. */
  Calm.Look look(Collection<String> policies, Subject sick) {
    List<Reading> readings = of(policies);
    boolean unclear =
        readings.stream().anyMatch(each -> each.health() != Health.UNKNOWN && !each.clear());
    if (unclear) {
      return Calm.Look.NOT_CLEAR;
    }
    boolean anyClear = readings.stream().anyMatch(Reading::clear);
    return anyClear && known(policies, sick) ? Calm.Look.CLEAR : Calm.Look.UNKNOWN;
  }

  /** Whether anything is known of these policies, and nothing is unknown of what was sick. */
  boolean known(Collection<String> policies, Subject sick) {
    List<Reading> readings = of(policies);
    return readings.stream().anyMatch(each -> each.health() != Health.UNKNOWN)
        && readings.stream()
            .noneMatch(each -> each.health() == Health.UNKNOWN && each.subject().concerns(sick));
  }

  /** The longest time that one of these policies wants it clear, milliseconds. */
  long recoverMillis(Collection<String> policies) {
    return rules.stream()
        .filter(rule -> policies.contains(rule.key()))
        .mapToLong(Rule::recoverMillis)
        .max()
        .orElse(0);
  }

  /** The numbers of these readings. */
  static List<Evidence> evidence(List<Reading> readings) {
    return readings.stream().flatMap(each -> each.evidence().stream()).toList();
  }

  /** Their sentences, one after the other. */
  static String says(List<Reading> readings) {
    return String.join("; ", readings.stream().limit(3).map(Reading::says).toList());
  }

  /** The readings that say unhealthy. */
  static List<Reading> unhealthy(List<Reading> readings) {
    return readings.stream().filter(Reading::unhealthy).toList();
  }
}

package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.avro.Evidence;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What stays the same through an incident's states, or only grows.
 *
 * @param id deterministic, from target, policy and onset
 * @param policy key of the policy whose ladder is climbed
 * @param policies keys of all policies that fire, that one included
 * @param subject what is sick
 * @param onsetAt when the symptom began, event time
 * @param openedAt when it had held for long enough
 * @param rung the rung that was reached, -1 before the first
 * @param commandId the last command
 * @param evidence the last numbers
 * @param says the last sentence
 */
public record Case(
    String id,
    String policy,
    SortedSet<String> policies,
    Subject subject,
    long onsetAt,
    long openedAt,
    int rung,
    Optional<String> commandId,
    List<Evidence> evidence,
    String says) {

  /** Most numbers that are kept of an incident. */
  public static final int MOST_EVIDENCE = 20;

  /**
   * @throws IllegalArgumentException when the rung is below -1 or the policy is not among those
   *     that fire
   */
  public Case {
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
    evidence = List.copyOf(evidence.subList(0, Math.min(MOST_EVIDENCE, evidence.size())));
    if (rung < -1 || !policies.contains(policy)) {
      throw new IllegalArgumentException("rung " + rung + " of " + policy + " among " + policies);
    }
  }

  /** The sick version, empty when unknown. */
  public String version() {
    return subject.version();
  }

  Case atRung(int reached) {
    return new Case(
        id, policy, policies, subject, onsetAt, openedAt, reached, commandId, evidence, says);
  }

  Case withCommand(String command) {
    return new Case(
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        rung,
        Optional.of(command),
        evidence,
        says);
  }

  Case saying(String sentence, List<Evidence> numbers) {
    return new Case(
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        rung,
        commandId,
        numbers.isEmpty() ? evidence : numbers,
        sentence);
  }

  Case joinedBy(String other) {
    TreeSet<String> all = new TreeSet<>(policies);
    all.add(other);
    return new Case(id, policy, all, subject, onsetAt, openedAt, rung, commandId, evidence, says);
  }

  Case drivenBy(String other, Subject sick) {
    return new Case(id, other, policies, sick, onsetAt, openedAt, rung, commandId, evidence, says);
  }
}

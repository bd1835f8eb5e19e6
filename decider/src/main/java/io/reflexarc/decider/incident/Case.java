package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.schemas.avro.Evidence;
import java.util.ArrayList;
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
 * @param commandId id of the last command, issued or declined
 * @param command that command, if it was issued
 * @param effects commands that were carried out and can be taken back, oldest first
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
    Optional<Issued> command,
    List<Issued> effects,
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
    effects = List.copyOf(effects);
    evidence = List.copyOf(evidence.subList(0, Math.min(MOST_EVIDENCE, evidence.size())));
    if (rung < -1 || !policies.contains(policy)) {
      throw new IllegalArgumentException("rung " + rung + " of " + policy + " among " + policies);
    }
  }

  /** The sick version, empty when unknown. */
  public String version() {
    return subject.version();
  }

  /** It begins, before the first rung. */
  public static Case begin(
      String id,
      String policy,
      SortedSet<String> policies,
      Subject subject,
      long onsetAt,
      long openedAt,
      List<Evidence> evidence,
      String says) {
    return new Case(
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        -1,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        evidence,
        says);
  }

  /** What is to be taken back first: the last effect that stands. */
  public Optional<Issued> lastEffect() {
    return effects.isEmpty() ? Optional.empty() : Optional.of(effects.get(effects.size() - 1));
  }

  Case atRung(int reached) {
    return new Case(
        id, policy, policies, subject, onsetAt, openedAt, reached, commandId, command, effects,
        evidence, says);
  }

  /** A command was issued. */
  Case withCommand(Issued issued) {
    return withCommand(issued.id(), Optional.of(issued));
  }

  /** A command was proposed, and will not be issued. */
  Case withDeclined(String proposed) {
    return withCommand(proposed, Optional.empty());
  }

  private Case withCommand(String last, Optional<Issued> issued) {
    return new Case(
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        rung,
        Optional.of(last),
        issued,
        effects,
        evidence,
        says);
  }

  /** Its last command was carried out: what it did stands, if it can be taken back. */
  Case applied() {
    List<Issued> more = new ArrayList<>(effects);
    command.filter(each -> each.action().undo().isPresent()).ifPresent(more::add);
    return withEffects(more);
  }

  /** Its last command, which takes the last effect back, was carried out. */
  Case takenBack() {
    Issued effect = lastEffect().orElseThrow();
    Issued back = command.orElseThrow();
    List<Issued> left = new ArrayList<>(withoutLastEffect().effects());
    if (back.isPartial()) {
      left.add(effect.after(back));
    }
    return withEffects(left);
  }

  /** The last effect is left as it is, with all that would be taken back together with it. */
  Case withoutLastEffect() {
    Issued effect = lastEffect().orElseThrow();
    return withEffects(effects.stream().filter(each -> !each.isTakenBackWith(effect)).toList());
  }

  private Case withEffects(List<Issued> those) {
    return new Case(
        id, policy, policies, subject, onsetAt, openedAt, rung, commandId, command, those, evidence,
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
        command,
        effects,
        numbers.isEmpty() ? evidence : numbers,
        sentence);
  }

  Case joinedBy(String other) {
    TreeSet<String> all = new TreeSet<>(policies);
    all.add(other);
    return new Case(
        id, policy, all, subject, onsetAt, openedAt, rung, commandId, command, effects, evidence,
        says);
  }

  Case drivenBy(String other, Subject sick) {
    return new Case(
        id, other, policies, sick, onsetAt, openedAt, rung, commandId, command, effects, evidence,
        says);
  }
}

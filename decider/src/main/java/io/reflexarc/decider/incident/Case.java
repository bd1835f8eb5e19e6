package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Rung;
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
 * @param height how far it has climbed
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
    Height height,
    Optional<String> commandId,
    Optional<Issued> command,
    List<Issued> effects,
    List<Evidence> evidence,
    String says) {

  /** Most numbers that are kept of an incident. */
  public static final int MOST_EVIDENCE = 20;

  /**
   * @throws IllegalArgumentException when the policy is not among those that fire
   */
  public Case {
    policies = Collections.unmodifiableSortedSet(new TreeSet<>(policies));
    effects = List.copyOf(effects);
    evidence = List.copyOf(evidence.subList(0, Math.min(MOST_EVIDENCE, evidence.size())));
    if (!policies.contains(policy)) {
      throw new IllegalArgumentException(policy + " is not among " + policies);
    }
  }

  /** Number of the rung that was reached, -1 before the first. */
  public int rung() {
    return height.number();
  }

  /** Which rung of the ladder that is climbed now was reached, from 0; -1 before the first. */
  public int place() {
    return height.place();
  }

  /** Which rung of its ladder has this number, from 0. */
  public int place(int number) {
    return height.place(number);
  }

  /** The rung of this number on the policy's ladder; empty when it has none. */
  public Optional<Rung> rung(Rule of, int number) {
    return of.rung(height.place(number));
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
        Height.GROUND,
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
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        height.at(reached),
        commandId,
        command,
        effects,
        evidence,
        says);
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
        height,
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
        id, policy, policies, subject, onsetAt, openedAt, height, commandId, command, those,
        evidence, says);
  }

  Case saying(String sentence, List<Evidence> numbers) {
    return new Case(
        id,
        policy,
        policies,
        subject,
        onsetAt,
        openedAt,
        height,
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
        id, policy, all, subject, onsetAt, openedAt, height, commandId, command, effects, evidence,
        says);
  }

  Case drivenBy(String other, Subject sick) {
    return new Case(
        id, other, policies, sick, onsetAt, openedAt, height, commandId, command, effects, evidence,
        says);
  }

  /** Another policy's ladder is climbed from its first rung on. */
  Case onLadderOf(String other, Subject sick) {
    return new Case(
        id,
        other,
        policies,
        sick,
        onsetAt,
        openedAt,
        height.onAnother(),
        commandId,
        command,
        effects,
        evidence,
        says);
  }
}

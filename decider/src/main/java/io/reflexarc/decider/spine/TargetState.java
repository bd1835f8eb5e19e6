package io.reflexarc.decider.spine;

import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.judge.Condition;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.decider.restraint.Permit;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is remembered of a target besides its samples.
 *
 * @param conditions what has begun
 * @param incident the one incident
 * @param memory what was done to it
 * @param ledger what is proven of it
 * @param notBefore evidence from before this event time does not count
 * @param paused keys of the policies that are paused over it
 * @param permit the permit that it asked for
 * @param unwell of which of its dependencies nothing was ready when the arbiter was told that it is
 *     unwell; empty when it was told that it is well
 */
public record TargetState(
    SortedMap<ConditionKey, Condition> conditions,
    Optional<Incident> incident,
    Memory memory,
    Ledger ledger,
    long notBefore,
    SortedSet<String> paused,
    Optional<Permit> permit,
    Optional<SortedSet<String>> unwell) {

  /** Nothing is known. */
  public static final TargetState EMPTY =
      new TargetState(
          Collections.emptySortedMap(),
          Optional.empty(),
          Memory.EMPTY,
          Ledger.EMPTY,
          Long.MIN_VALUE,
          Collections.emptySortedSet(),
          Optional.empty(),
          Optional.empty());

  public TargetState {
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
    paused = Collections.unmodifiableSortedSet(new TreeSet<>(paused));
  }

  /** Whether nothing goes on that a tick could move. */
  public boolean quiet() {
    return conditions.isEmpty() && incident.isEmpty() && paused.isEmpty() && unwell.isEmpty();
  }

  TargetState withConditions(SortedMap<ConditionKey, Condition> other) {
    return new TargetState(other, incident, memory, ledger, notBefore, paused, permit, unwell);
  }

  TargetState withIncident(Optional<Incident> other) {
    return other.equals(incident)
        ? this
        : new TargetState(conditions, other, memory, ledger, notBefore, paused, permit, unwell);
  }

  TargetState withMemory(Memory other) {
    return new TargetState(conditions, incident, other, ledger, notBefore, paused, permit, unwell);
  }

  TargetState withLedger(Ledger other) {
    return new TargetState(conditions, incident, memory, other, notBefore, paused, permit, unwell);
  }

  TargetState withPaused(SortedSet<String> other) {
    return new TargetState(conditions, incident, memory, ledger, notBefore, other, permit, unwell);
  }

  TargetState withPermit(Optional<Permit> other) {
    return other.equals(permit)
        ? this
        : new TargetState(conditions, incident, memory, ledger, notBefore, paused, other, unwell);
  }

  TargetState withUnwell(Optional<SortedSet<String>> other) {
    return other.equals(unwell)
        ? this
        : new TargetState(conditions, incident, memory, ledger, notBefore, paused, permit, other);
  }

  /** Forgets what has begun of these policies: their incident is over. */
  TargetState without(Set<String> policies) {
    TreeMap<ConditionKey, Condition> left = new TreeMap<>(conditions);
    left.keySet().removeIf(key -> policies.contains(key.policy()));
    return withConditions(left);
  }

  /** Forgets what has begun: only evidence from this time on counts. */
  TargetState fresh(long from) {
    return new TargetState(
        Collections.emptySortedMap(),
        incident,
        memory,
        ledger,
        Math.max(notBefore, from),
        paused,
        permit,
        unwell);
  }
}

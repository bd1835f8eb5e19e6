package io.reflexarc.decider.restraint;

import io.reflexarc.decider.judge.ConditionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What was done to a target, and what crossed: kept in its state, so that no restart forgets it.
 *
 * <p>From when on it recurs or flaps is the same for every policy, and none can set it: it stops
 * the policy that is itself wrong. What a policy sets is how often it may act, by cooldown and
 * limits.
 *
 * @param actions event times at which commands were issued, oldest first
 * @param rollbacks rollbacks that were ordered, oldest first
 * @param crossings symptoms that came and went again, oldest first
 * @param recoveries incidents that an action healed for good, as it seemed, oldest first
 */
public record Memory(
    List<Long> actions,
    List<Rollback> rollbacks,
    List<Crossing> crossings,
    List<Recovery> recoveries) {

  /** How long a rollback is remembered, so that it is not undone by another. */
  public static final long ROLLBACK_MILLIS = 86_400_000;

  /** So many crossings within {@link #FLAPPING_MILLIS} are flapping. */
  public static final int FLAPPING_FROM = 5;

  /** The span in which crossings are counted, milliseconds. */
  public static final long FLAPPING_MILLIS = 1_800_000;

  /** So many recoveries within {@link #RECURRING_MILLIS}, and it is not healed again. */
  public static final int RECURRING_FROM = 3;

  /** The span in which recoveries are counted, milliseconds. */
  public static final long RECURRING_MILLIS = 14_400_000;

  private static final int MOST = 64;

  /** Nothing was done. */
  public static final Memory EMPTY = new Memory(List.of(), List.of(), List.of(), List.of());

  public Memory {
    actions = List.copyOf(actions);
    rollbacks = List.copyOf(rollbacks);
    crossings = List.copyOf(crossings);
    recoveries = List.copyOf(recoveries);
  }

  /**
   * A symptom that came and went.
   *
   * @param condition which
   * @param at when it went, event time
   */
  public record Crossing(ConditionKey condition, long at) {}

  /**
   * An incident that an action healed.
   *
   * @param policy the policy whose ladder was climbed
   * @param at when it ended, event time
   */
  public record Recovery(String policy, long at) {}

  /**
   * A rollback that was ordered, and is not known to have been refused.
   *
   * @param commandId the command
   * @param fromVersion the version it left
   * @param toVersion the version it went to
   * @param at event time
   */
  public record Rollback(String commandId, String fromVersion, String toVersion, long at) {}

  /** A command was issued. */
  public Memory acted(long now) {
    return new Memory(appended(actions, now), rollbacks, crossings, recoveries);
  }

  /** A rollback was ordered. */
  public Memory rolledBack(Rollback rollback) {
    return new Memory(actions, appended(rollbacks, rollback), crossings, recoveries);
  }

  /** A command was not carried out: nothing was rolled back. */
  public Memory refused(String commandId) {
    return new Memory(
        actions,
        kept(rollbacks, each -> !each.commandId().equals(commandId)),
        crossings,
        recoveries);
  }

  /** A symptom came and went. */
  public Memory crossed(ConditionKey condition, long now) {
    List<Crossing> fresh = kept(crossings, each -> each.at() > now - FLAPPING_MILLIS);
    return new Memory(
        actions, rollbacks, appended(fresh, new Crossing(condition, now)), recoveries);
  }

  /** An action healed an incident, and it ended. */
  public Memory recovered(String policy, long now) {
    List<Recovery> fresh = kept(recoveries, each -> each.at() > now - RECURRING_MILLIS);
    return new Memory(actions, rollbacks, crossings, appended(fresh, new Recovery(policy, now)));
  }

  /** Whether the crossing at {@code now} is the one that makes it flapping. */
  public boolean beginsToFlap(ConditionKey condition, long now) {
    return crossingsOf(condition, now).size() == FLAPPING_FROM;
  }

  /** When a symptom that flaps has been quiet for long enough; empty when it does not flap. */
  public OptionalLong flapsUntil(ConditionKey condition, long now) {
    List<Crossing> fresh = crossingsOf(condition, now);
    return fresh.size() < FLAPPING_FROM
        ? OptionalLong.empty()
        : OptionalLong.of(fresh.get(fresh.size() - FLAPPING_FROM).at() + FLAPPING_MILLIS);
  }

  private List<Crossing> crossingsOf(ConditionKey condition, long now) {
    return kept(
        crossings, each -> each.condition().equals(condition) && each.at() > now - FLAPPING_MILLIS);
  }

  /**
   * Whether a policy's symptom came back after so many actions that another would not settle it.
   */
  public boolean recurs(String policy, long now) {
    return kept(
                recoveries,
                each -> each.policy().equals(policy) && each.at() > now - RECURRING_MILLIS)
            .size()
        >= RECURRING_FROM;
  }

  /** When the last command was issued; empty when none was. */
  public OptionalLong lastAction() {
    return actions.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(actions.get(actions.size() - 1));
  }

  /** Rollbacks that are remembered still. */
  public List<Rollback> rollbacksSince(long now) {
    return kept(rollbacks, rollback -> rollback.at() > now - ROLLBACK_MILLIS);
  }

  private static <T> List<T> appended(List<T> list, T last) {
    List<T> longer =
        new ArrayList<>(list.subList(Math.max(0, list.size() + 1 - MOST), list.size()));
    longer.add(last);
    return longer;
  }

  private static <T> List<T> kept(List<T> list, Predicate<T> fresh) {
    return list.stream().filter(fresh).toList();
  }
}

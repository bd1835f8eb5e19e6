package io.reflexarc.decider.restraint;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What was done to a target, and what crossed: kept in its state, so that no restart forgets it.
 *
 * @param actions event times at which commands were issued, oldest first
 * @param rollbacks rollbacks that were ordered, oldest first
 * @param crossings event times at which a symptom came and went again, oldest first
 */
public record Memory(List<Long> actions, List<Rollback> rollbacks, List<Long> crossings) {

  /** How long a rollback is remembered, so that it is not undone by another. */
  public static final long ROLLBACK_MILLIS = 86_400_000;

  /** So many crossings within {@link #FLAPPING_MILLIS} are flapping. */
  public static final int FLAPPING_FROM = 5;

  /** The span in which crossings are counted, milliseconds. */
  public static final long FLAPPING_MILLIS = 1_800_000;

  private static final int MOST = 64;

  /** Nothing was done. */
  public static final Memory EMPTY = new Memory(List.of(), List.of(), List.of());

  public Memory {
    actions = List.copyOf(actions);
    rollbacks = List.copyOf(rollbacks);
    crossings = List.copyOf(crossings);
  }

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
    return new Memory(appended(actions, now), rollbacks, crossings);
  }

  /** A rollback was ordered. */
  public Memory rolledBack(Rollback rollback) {
    return new Memory(actions, appended(rollbacks, rollback), crossings);
  }

  /** A command was not carried out: nothing was rolled back. */
  public Memory refused(String commandId) {
    return new Memory(
        actions, kept(rollbacks, each -> !each.commandId().equals(commandId)), crossings);
  }

  /** A symptom came and went. */
  public Memory crossed(long now) {
    return new Memory(
        actions, rollbacks, appended(kept(crossings, at -> at > now - FLAPPING_MILLIS), now));
  }

  /** Whether the crossing at {@code now} is the one that makes it flapping. */
  public boolean beginsToFlap(long now) {
    return crossings.stream().filter(at -> at > now - FLAPPING_MILLIS).count() == FLAPPING_FROM;
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

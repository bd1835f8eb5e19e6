package io.reflexarc.decider.judge;

import io.reflexarc.decider.judge.Condition.Change;
import io.reflexarc.decider.judge.Condition.Pending;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Moves the conditions of a target by what its rules say. */
public final class Judge {

  private Judge() {}

  /**
   * What happened to one condition.
   *
   * @param key the condition
   * @param change what happened
   * @param condition as it was, or as it is when it is new
   * @param judged what the rule said
   */
  public record Crossing(ConditionKey key, Change change, Condition condition, Judged judged) {}

  /**
   * A condition that ended because what it was about is gone.
   *
   * @param key the condition
   * @param condition as it was
   */
  public record Gone(ConditionKey key, Condition condition) {}

  /**
   * Conditions after a look.
   *
   * @param conditions those that there are now
   * @param crossings what happened to them
   * @param gone those whose version, pod or policy is gone
   * @param silent those of which nothing has been known for a window, said for the first time
   */
  public record Verdict(
      SortedMap<ConditionKey, Condition> conditions,
      List<Crossing> crossings,
      List<Gone> gone,
      List<Crossing> silent) {}

  /** Moves every condition by its reading. */
  public static Verdict judge(
      SortedMap<ConditionKey, Condition> before, List<Judged> readings, long now) {
    TreeMap<ConditionKey, Condition> after = new TreeMap<>();
    List<Crossing> crossings = new ArrayList<>();
    List<Crossing> silent = new ArrayList<>();
    for (Judged judged : readings) {
      if (before.isEmpty() && !judged.reading().unhealthy()) {
        continue;
      }
      Optional<Condition> known = Optional.ofNullable(before.get(judged.key()));
      Condition.Step step = step(known, judged, now);
      step.condition()
          .or(() -> known)
          .ifPresent(
              condition -> {
                if (step.change() != Change.NONE) {
                  crossings.add(new Crossing(judged.key(), step.change(), condition, judged));
                }
              });
      step.condition()
          .ifPresent(condition -> after.put(judged.key(), told(condition, judged, now, silent)));
    }
    return new Verdict(
        Collections.unmodifiableSortedMap(after), crossings, gone(before, readings), silent);
  }

  /**
   * Lets conditions begin by readings that cannot wait for the next tick; all that have begun
   * before stay as they are.
   */
  public static Verdict begin(
      SortedMap<ConditionKey, Condition> before, List<Judged> readings, long now) {
    Verdict begun =
        judge(
            Collections.emptySortedMap(),
            readings.stream().filter(judged -> !before.containsKey(judged.key())).toList(),
            now);
    TreeMap<ConditionKey, Condition> all = new TreeMap<>(before);
    all.putAll(begun.conditions());
    return new Verdict(
        Collections.unmodifiableSortedMap(all), begun.crossings(), List.of(), List.of());
  }

  private static Condition.Step step(Optional<Condition> known, Judged judged, long now) {
    long forMillis = judged.rule().forMillis();
    return known.isPresent()
        ? known.get().next(judged.reading().health(), now, forMillis)
        : Condition.start(judged.reading().health(), now, forMillis);
  }

  /** Says once that nothing has been known for a window. */
  private static Condition told(
      Condition condition, Judged judged, long now, List<Crossing> silent) {
    boolean due =
        condition instanceof Pending pending
            && !pending.told()
            && pending.unknownSince().isPresent()
            && now - pending.unknownSince().getAsLong() >= judged.rule().windowMillis();
    if (!due) {
      return condition;
    }
    Pending told = ((Pending) condition).afterTelling();
    silent.add(new Crossing(judged.key(), Change.NONE, told, judged));
    return told;
  }

  private static List<Gone> gone(SortedMap<ConditionKey, Condition> before, List<Judged> readings) {
    if (before.isEmpty()) {
      return List.of();
    }
    TreeMap<ConditionKey, Condition> left = new TreeMap<>(before);
    readings.forEach(judged -> left.remove(judged.key()));
    return left.entrySet().stream().map(e -> new Gone(e.getKey(), e.getValue())).toList();
  }
}

package io.reflexarc.decider.stream;

import io.reflexarc.decider.restraint.Answer;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What humans ordered, as the global topics say: the same in every task of a process. Written by
 * the global thread, read by all. Filled from the topics' beginning at each start.
 */
public final class Orders {

  /** Most records of the global topics that wait to be dead-lettered; further ones are not kept. */
  static final int MOST_POISON = 1_000;

  private volatile Snapshot snapshot = new Snapshot(0, Map.of(), Map.of(), List.of());

  /**
   * The orders at one moment.
   *
   * @param number rises with every change
   * @param byKey policy key to rule
   * @param controls scope to the control that stands: the last, but for rejections
   * @param poison what could not be used of the global topics
   */
  record Snapshot(
      long number, Map<String, Rule> byKey, Map<String, Control> controls, List<Poison> poison) {

    List<Rule> rules() {
      List<Rule> rules = new ArrayList<>();
      new TreeMap<>(byKey).forEach((key, rule) -> rules.add(rule));
      return rules;
    }
  }

  /**
   * A record of a global topic that could not be used.
   *
   * @param found the record as it was found
   * @param reason why
   */
  record Poison(ConsumerRecord<byte[], byte[]> found, String reason) {}

  Snapshot now() {
    return snapshot;
  }

  void put(String key, Rule rule) {
    change(
        old ->
            new Snapshot(
                old.number() + 1, with(old.byKey(), key, rule), old.controls(), old.poison()));
  }

  void put(String scope, Control control) {
    change(
        old ->
            new Snapshot(
                old.number() + 1,
                old.byKey(),
                with(old.controls(), scope, Answer.standing(old.controls().get(scope), control)),
                old.poison()));
  }

  void removePolicy(String key) {
    change(
        old ->
            new Snapshot(
                old.number() + 1, without(old.byKey(), key), old.controls(), old.poison()));
  }

  void removeControl(String scope) {
    change(
        old ->
            new Snapshot(
                old.number() + 1, old.byKey(), without(old.controls(), scope), old.poison()));
  }

  /** Keeps what is to be dead-lettered. */
  boolean poison(Poison poison) {
    if (now().poison().size() >= MOST_POISON) {
      return false;
    }
    change(
        old -> {
          List<Poison> longer = new ArrayList<>(old.poison());
          longer.add(poison);
          return new Snapshot(old.number() + 1, old.byKey(), old.controls(), List.copyOf(longer));
        });
    return true;
  }

  private synchronized void change(UnaryOperator<Snapshot> change) {
    snapshot = change.apply(snapshot);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> changed = new TreeMap<>(map);
    changed.put(key, value);
    return Map.copyOf(changed);
  }

  private static <V> Map<String, V> without(Map<String, V> map, String key) {
    Map<String, V> changed = new TreeMap<>(map);
    changed.remove(key);
    return Map.copyOf(changed);
  }
}

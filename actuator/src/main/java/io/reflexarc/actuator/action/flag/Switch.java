package io.reflexarc.actuator.action.flag;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key of a ConfigMap, and who of us holds it. The holders stand in the object's {@link
 * Effects}, oldest first, all with the value from before the first of them; the youngest holder's
 * value is the one that stands. When another value stands, another hand has changed it: then none
 * of the holders holds it any more.
 *
 * @param configMap the object as it is
 * @param key the key
 */
record Switch(KubeObject configMap, String key) {

  /** One more holder: the value is set. */
  Edited set(String value, String command) {
    Optional<String> objection = objection(value);
    if (objection.isPresent()) {
      return refused(objection.get());
    }
    boolean held = held();
    if (!held && current().filter(value::equals).isPresent()) {
      return refused(key + " is '" + value + "' already, and not by one of our commands");
    }
    Effects effects = held ? effects() : withoutHolders();
    Change change =
        new Change(
            held ? effects.of(holders().get(0)).orElseThrow().before() : field(current()),
            Map.of(key, value));
    return to(Optional.of(value), effects.with(command, change), change);
  }

  /** One holder less: the value of the next one stands, after the last the one from before. */
  Edited release(String command) {
    List<String> holders = holders();
    if (!holders.contains(command)) {
      return new Edited.Not(
          new Outcome.Superseded(
              "nothing that command " + command + " set is left of " + key + where()));
    }
    if (!held()) {
      return new Edited.Not(
          new Outcome.Overridden(
              key + where() + " is " + shown(current()) + " by another hand, and left so"));
    }
    Effects left = effects().without(command);
    Change last = effects().of(holders.get(holders.size() - 1)).orElseThrow();
    holders.remove(command);
    Map<String, String> wanted =
        holders.isEmpty()
            ? last.before()
            : left.of(holders.get(holders.size() - 1)).orElseThrow().after();
    return to(Optional.ofNullable(wanted.get(key)), left, new Change(field(current()), wanted));
  }

  private Optional<String> objection(String value) {
    return configMap.at("/immutable").asBoolean()
        ? Optional.of("it is immutable")
        : Allowed.objection(configMap, key, value);
  }

  /** Whether the value that stands is the youngest holder's. */
  private boolean held() {
    List<String> holders = holders();
    return !holders.isEmpty()
        && effects()
            .of(holders.get(holders.size() - 1))
            .orElseThrow()
            .after()
            .equals(field(current()));
  }

  private List<String> holders() {
    List<String> holders = new ArrayList<>();
    effects()
        .byCommand()
        .forEach(
            (command, change) -> {
              if (change.after().containsKey(key)) {
                holders.add(command);
              }
            });
    return holders;
  }

  private Effects effects() {
    return Effects.on(configMap);
  }

  private Effects withoutHolders() {
    Effects left = effects();
    for (String holder : holders()) {
      left = left.without(holder);
    }
    return left;
  }

  private Optional<String> current() {
    return configMap.at("/data").has(key)
        ? Optional.of(configMap.at("/data").path(key).asText())
        : Optional.empty();
  }

  private Map<String, String> field(Optional<String> value) {
    return value.map(text -> Map.of(key, text)).orElse(Map.of());
  }

  private Edited to(Optional<String> value, Effects effects, Change change) {
    return new Edited.To(
        json -> {
          ObjectNode data = json.withObjectProperty("data");
          data.remove(key);
          value.ifPresent(text -> data.put(key, text));
          effects.putOn(json);
        },
        change);
  }

  private Edited refused(String why) {
    return new Edited.Not(
        new Outcome.Refused(Refusal.UNFIT, "ConfigMap " + configMap.name() + ": " + why));
  }

  private String where() {
    return " of ConfigMap " + configMap.name();
  }

  private static String shown(Optional<String> value) {
    return value.map(text -> "'" + text + "'").orElse("gone");
  }
}

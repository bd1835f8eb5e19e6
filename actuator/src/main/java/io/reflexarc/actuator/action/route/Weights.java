package io.reflexarc.actuator.action.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The weights of two backends in all rules of a route that name both, by {@code
 * spec.rules[0].backendRefs[web].weight}. A weight that is not written is 1, as the Gateway API has
 * it. A value.
 *
 * @param pair the two
 * @param byField field to weight; always both of a rule
 */
record Weights(Pair pair, Map<String, Integer> byField) {

  private static final String RULES = "spec.rules[";
  private static final String BACKENDS = "].backendRefs[";
  private static final String WEIGHT = "].weight";
  private static final int UNWRITTEN = 1;

  Weights {
    byField = new TreeMap<>(byField);
  }

  /** Those of a route as it is. */
  static Weights of(KubeObject route, Pair pair) {
    Map<String, Integer> all = all(route);
    Map<String, Integer> found = new TreeMap<>();
    for (int rule = 0; rule < route.at("/spec/rules").size(); rule++) {
      String from = field(rule, pair.from());
      String to = field(rule, pair.to());
      if (all.containsKey(from) && all.containsKey(to)) {
        found.put(from, all.get(from));
        found.put(to, all.get(to));
      }
    }
    return new Weights(pair, found);
  }

  /** Those that were written down as text; a field that is no weight is left out. */
  static Weights of(Map<String, String> fields, Pair pair) {
    Map<String, Integer> found = new TreeMap<>();
    fields.forEach(
        (field, weight) -> {
          if (field.startsWith(RULES) && weight.matches("[0-9]{1,9}")) {
            found.put(field, Integer.valueOf(weight));
          }
        });
    return new Weights(pair, found);
  }

  /** Those of all backends of a route as it is; of a backend that a rule names twice, the last. */
  static Map<String, Integer> all(KubeObject route) {
    Map<String, Integer> found = new TreeMap<>();
    JsonNode rules = route.at("/spec/rules");
    for (int rule = 0; rule < rules.size(); rule++) {
      for (JsonNode backend : rules.get(rule).path("backendRefs")) {
        found.put(field(rule, backend.path("name").asText()), weight(backend));
      }
    }
    return found;
  }

  /** A rule that names one of the two more than once: which is meant cannot be told. */
  static Optional<String> ambiguous(KubeObject route, Pair pair) {
    JsonNode rules = route.at("/spec/rules");
    for (int rule = 0; rule < rules.size(); rule++) {
      for (String name : new String[] {pair.from(), pair.to()}) {
        if (count(rules.get(rule), name) > 1) {
          return Optional.of("rule " + rule + " names " + name + " more than once");
        }
      }
    }
    return Optional.empty();
  }

  boolean isEmpty() {
    return byField.isEmpty();
  }

  /** What {@code from} has in all rules. */
  int ofFrom() {
    return byField.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(BACKENDS + pair.from() + WEIGHT))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /**
   * These with so many hundredths of {@code from} at {@code to}, rounded up: the sum of a rule
   * stays, and traffic comes back only by whole units of weight.
   */
  Weights moved(int hundredths) {
    Map<String, Integer> after = new TreeMap<>(byField);
    byField.forEach(
        (field, weight) -> {
          String ending = BACKENDS + pair.from() + WEIGHT;
          if (field.endsWith(ending)) {
            int away = (int) ((long) weight * hundredths + 99) / 100;
            String rule = field.substring(0, field.length() - ending.length());
            after.merge(field, -away, Integer::sum);
            after.merge(rule + BACKENDS + pair.to() + WEIGHT, away, Integer::sum);
          }
        });
    return new Weights(pair, after);
  }

  /** Puts them on a route. */
  void putOn(ObjectNode route) {
    JsonNode rules = route.at("/spec/rules");
    for (int rule = 0; rule < rules.size(); rule++) {
      for (JsonNode backend : rules.get(rule).path("backendRefs")) {
        Integer weight = byField.get(field(rule, backend.path("name").asText()));
        if (weight != null) {
          ((ObjectNode) backend).put("weight", weight);
        }
      }
    }
  }

  /** As text, for the audit and for the memory. */
  Map<String, String> words() {
    Map<String, String> words = new TreeMap<>();
    byField.forEach((field, weight) -> words.put(field, weight.toString()));
    return words;
  }

  private static String field(int rule, String backend) {
    return RULES + rule + BACKENDS + backend + WEIGHT;
  }

  private static int weight(JsonNode backend) {
    return backend.path("weight").asInt(UNWRITTEN);
  }

  private static int count(JsonNode rule, String name) {
    int count = 0;
    for (JsonNode backend : rule.path("backendRefs")) {
      count += backend.path("name").asText().equals(name) ? 1 : 0;
    }
    return count;
  }
}

package io.reflexarc.actuator.action.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * A selector of a ReplicaSet or a disruption budget: labels that must be there, and expressions. An
 * empty one picks everything.
 *
 * @param json {@code matchLabels} and {@code matchExpressions}
 */
public record LabelSelector(JsonNode json) {

  public LabelSelector {
    json = json.deepCopy();
  }

  @Override
  public JsonNode json() {
    return json.deepCopy();
  }

  /** The selector of an object that has one. */
  public static LabelSelector of(KubeObject object) {
    return new LabelSelector(object.at("/spec/selector"));
  }

  /** Whether it picks what carries these labels. */
  public boolean picks(Map<String, String> labels) {
    return json.path("matchLabels").properties().stream()
            .allMatch(term -> term.getValue().asText().equals(labels.get(term.getKey())))
        && StreamSupport.stream(json.path("matchExpressions").spliterator(), false)
            .allMatch(term -> holds(term, labels));
  }

  /** The keys that it looks at. */
  public Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    json.path("matchLabels").properties().forEach(term -> keys.add(term.getKey()));
    json.path("matchExpressions").forEach(term -> keys.add(term.path("key").asText()));
    return keys;
  }

  /** The labels that must be there with one value. */
  public Map<String, String> fixed() {
    Map<String, String> fixed = new TreeMap<>();
    json.path("matchLabels")
        .properties()
        .forEach(term -> fixed.put(term.getKey(), term.getValue().asText()));
    return fixed;
  }

  private static boolean holds(JsonNode term, Map<String, String> labels) {
    String value = labels.get(term.path("key").asText());
    return switch (term.path("operator").asText()) {
      case "In" -> value != null && lists(term, value);
      case "NotIn" -> value == null || !lists(term, value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }

  private static boolean lists(JsonNode term, String value) {
    return StreamSupport.stream(term.path("values").spliterator(), false)
        .anyMatch(listed -> listed.asText().equals(value));
  }
}

package io.reflexarc.sandbox.world.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Label selectors as objects carry them. */
public final class Labels {
  private Labels() {}

  /** Whether a {@code {matchLabels, matchExpressions}} selector picks {@code object}. */
  public static boolean match(JsonNode selector, JsonNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    if (!matchAll(selector.path("matchLabels"), labels)) {
      return false;
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      if (!matches(expression, labels)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a Service's plain map of labels picks {@code object}; an empty one picks nothing. */
  public static boolean matchService(JsonNode selector, JsonNode object) {
    return selector.size() > 0 && matchAll(selector, object.path("metadata").path("labels"));
  }

  private static boolean matchAll(JsonNode wanted, JsonNode labels) {
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      if (!field.getValue().equals(labels.get(field.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(JsonNode expression, JsonNode labels) {
    JsonNode value = labels.get(expression.path("key").asText());
    boolean listed = false;
    for (JsonNode candidate : expression.path("values")) {
      listed |= candidate.equals(value);
    }
    return switch (expression.path("operator").asText()) {
      case "In" -> listed;
      case "NotIn" -> !listed;
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}

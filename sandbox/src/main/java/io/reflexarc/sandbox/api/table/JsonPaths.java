package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Objects;

/**
 * The part of Kubernetes' JSONPath that printed columns use: {@code .a.b}, {@code ['a.b']}, {@code
 * [0]} and {@code [?(@.type=="Ready")]}.
 */
final class JsonPaths {

  private static final Pattern STEP =
      Pattern.compile(
          "\\.([A-Za-z0-9_-]+(?:\\\\\\.[A-Za-z0-9_/-]+)*)"
              + "|\\['([^']+)'\\]"
              + "|\\[(\\d+)\\]"
              + "|\\[\\?\\(@\\.([A-Za-z0-9_]+)==[\"']([^\"']*)[\"']\\)\\]");

  private JsonPaths() {}

  static JsonNode find(JsonNode object, String path) {
    JsonNode found = object;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      found = step(found, steps);
    }
    return found;
  }

  static JsonNode cell(JsonNode value) {
    return value.isContainerNode() ? JsonNodeFactory.instance.textNode(value.toString()) : value;
  }

  private static JsonNode step(JsonNode from, Matcher step) {
    if (step.group(1) != null) {
      return from.path(Objects.requireNonNull(step.group(1)).replace("\\.", "."));
    }
    if (step.group(2) != null) {
      return from.path(step.group(2));
    }
    if (step.group(3) != null) {
      return from.path(Integer.parseInt(Objects.requireNonNull(step.group(3))));
    }
    for (JsonNode element : from) {
      String value = element.path(step.group(4)).asText();
      if (value.equals(step.group(5))) {
        return element;
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }
}

package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges a value as an API server does: by the schema first, and by its CEL rules where the schema
 * finds nothing. Each finding is a path and a message.
 */
final class SchemaJudge {

  private final JsonNode schema;
  private final CelJudge cel;

  SchemaJudge(JsonNode schema) {
    this.schema = schema;
    this.cel = new CelJudge();
  }

  List<String> judge(JsonNode value) {
    List<String> findings = new ArrayList<>();
    visit("spec", schema, value, findings);
    if (findings.isEmpty()) {
      rules("spec", schema, value, findings);
    }
    return findings;
  }

  private static void visit(String path, JsonNode schema, JsonNode value, List<String> findings) {
    String type = schema.path("type").asText();
    if (!type.isEmpty() && !isA(type, value)) {
      findings.add(path + ": must be of type " + type);
      return;
    }
    scalar(path, schema, value, findings);
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.asText())) {
                findings.add(path + "." + name.asText() + ": required");
              }
            });
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      child(schema, field.getKey())
          .ifPresent(its -> visit(path + "." + field.getKey(), its, field.getValue(), findings));
    }
    size(path, "Items", schema, value.isArray() ? value.size() : -1, findings);
    size(path, "Properties", schema, value.isObject() ? value.size() : -1, findings);
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      visit(path + "[" + i + "]", schema.path("items"), value.get(i), findings);
    }
  }

  private void rules(String path, JsonNode schema, JsonNode value, List<String> findings) {
    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
      if (!cel.holds(rule.path("rule").asText(), schema, value)) {
        findings.add(path + rule.path("fieldPath").asText() + ": " + rule.path("message").asText());
      }
    }
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      child(schema, field.getKey())
          .ifPresent(its -> rules(path + "." + field.getKey(), its, field.getValue(), findings));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      rules(path + "[" + i + "]", schema.path("items"), value.get(i), findings);
    }
  }

  private static Optional<JsonNode> child(JsonNode schema, String name) {
    JsonNode field = schema.path("properties").path(name);
    JsonNode found = field.isMissingNode() ? schema.path("additionalProperties") : field;
    return Optional.of(found).filter(JsonNode::isObject);
  }

  private static void scalar(String path, JsonNode schema, JsonNode value, List<String> findings) {
    JsonNode words = schema.path("enum");
    boolean listed = !words.isArray();
    for (JsonNode word : words) {
      listed |= word.equals(value);
    }
    if (!listed) {
      findings.add(path + ": must be one of " + words);
    }
    if (value.isTextual()) {
      String pattern = schema.path("pattern").asText();
      if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(value.asText()).find()) {
        findings.add(path + ": should match " + pattern);
      }
      size(path, "Length", schema, value.asText().length(), findings);
    }
    if (value.isNumber()) {
      double number = value.asDouble();
      double least = schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
      double most = schema.path("maximum").asDouble(Double.POSITIVE_INFINITY);
      if (number < least || (number == least && schema.path("exclusiveMinimum").asBoolean())) {
        findings.add(path + ": too small");
      }
      if (number > most || (number == most && schema.path("exclusiveMaximum").asBoolean())) {
        findings.add(path + ": too large");
      }
    }
  }

  private static void size(
      String path, String what, JsonNode schema, int size, List<String> findings) {
    if (size >= 0
        && (size < schema.path("min" + what).asInt(0)
            || size > schema.path("max" + what).asInt(Integer.MAX_VALUE))) {
      findings.add(path + ": " + what + " " + size);
    }
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      default -> throw new IllegalArgumentException(type);
    };
  }
}

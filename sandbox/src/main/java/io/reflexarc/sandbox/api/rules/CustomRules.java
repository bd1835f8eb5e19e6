package io.reflexarc.sandbox.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.reflexarc.sandbox.api.error.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Defaults and rules of custom resources, as their openAPIV3Schema declares them. */
final class CustomRules {

  private CustomRules() {}

  static void fillDefaults(JsonNode schema, ObjectNode object) {
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              JsonNode rule = property.getValue();
              if (rule.has("default") && !object.has(property.getKey())) {
                object.set(property.getKey(), rule.path("default").deepCopy());
              }
              JsonNode value = object.path(property.getKey());
              if (value instanceof ObjectNode child) {
                fillDefaults(rule, child);
              } else if (value.isArray()) {
                value.forEach(
                    element -> {
                      if (element instanceof ObjectNode child) {
                        fillDefaults(rule.path("items"), child);
                      }
                    });
              }
            });
  }

  static List<Cause> check(JsonNode schema, JsonNode object) {
    List<Cause> causes = new ArrayList<>();
    visit("", schema, object, causes);
    return causes;
  }

  private static void visit(String path, JsonNode schema, JsonNode value, List<Cause> causes) {
    String type = schema.path("type").asText("");
    boolean either = schema.path("x-kubernetes-int-or-string").asBoolean();
    if (value.isNull() && schema.path("nullable").asBoolean()) {
      return;
    }
    if (!type.isEmpty() && !either && !isA(type, value)) {
      String found = typeOf(value);
      causes.add(
          new Cause(
              "FieldValueTypeInvalid",
              "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
                  .formatted(found, path, type, found),
              path));
      return;
    }
    scalar(path, schema, value, causes);
    for (JsonNode required : schema.path("required")) {
      if (value.isObject() && !value.has(required.asText())) {
        causes.add(Cause.required(join(path, required.asText()), ""));
      }
    }
    for (var property : schema.path("properties").properties()) {
      boolean isHead = path.isEmpty() && property.getKey().equals("metadata");
      if (value.has(property.getKey()) && !isHead) {
        visit(
            join(path, property.getKey()),
            property.getValue(),
            value.get(property.getKey()),
            causes);
      }
    }
    if (schema.path("additionalProperties").isObject() && value.isObject()) {
      value
          .properties()
          .forEach(
              p ->
                  visit(
                      join(path, p.getKey()),
                      schema.path("additionalProperties"),
                      p.getValue(),
                      causes));
    }
    if (value.isArray()) {
      list(path, schema, value, causes);
    }
  }

  private static void list(String path, JsonNode schema, JsonNode value, List<Cause> causes) {
    if (schema.has("minItems") && value.size() < schema.path("minItems").asInt()) {
      causes.add(
          invalid(
              path,
              value,
              "should have at least %d items".formatted(schema.path("minItems").asInt())));
    }
    if (schema.has("maxItems") && value.size() > schema.path("maxItems").asInt()) {
      causes.add(
          new Cause(
              "FieldValueTooMany",
              "Too many: %d: must have at most %d items"
                  .formatted(value.size(), schema.path("maxItems").asInt()),
              path));
    }
    for (int i = 0; i < value.size(); i++) {
      visit(path + "[" + i + "]", schema.path("items"), value.get(i), causes);
    }
  }

  private static void scalar(String path, JsonNode schema, JsonNode value, List<Cause> causes) {
    JsonNode allowed = schema.path("enum");
    if (allowed.isArray()
        && StreamSupport.stream(allowed.spliterator(), false).noneMatch(value::equals)) {
      String list =
          StreamSupport.stream(allowed.spliterator(), false)
              .map(JsonNode::toString)
              .collect(Collectors.joining(", "));
      causes.add(Cause.unsupported(path, value.toString(), list));
    }
    if (value.isNumber() && schema.has("minimum")) {
      if (value.asDouble() < schema.path("minimum").asDouble()) {
        causes.add(
            invalid(
                path,
                value,
                "should be greater than or equal to " + schema.path("minimum").asText()));
      }
    }
    if (value.isNumber() && schema.has("maximum")) {
      if (value.asDouble() > schema.path("maximum").asDouble()) {
        causes.add(
            invalid(
                path, value, "should be less than or equal to " + schema.path("maximum").asText()));
      }
    }
    if (value.isTextual()) {
      text(path, schema, value, causes);
    }
  }

  private static void text(String path, JsonNode schema, JsonNode value, List<Cause> causes) {
    String pattern = schema.path("pattern").asText("");
    if (!pattern.isEmpty() && !matches(pattern, value.asText())) {
      causes.add(invalid(path, value, "should match '" + pattern + "'"));
    }
    int length = value.asText().length();
    if (schema.has("minLength") && length < schema.path("minLength").asInt()) {
      causes.add(
          invalid(
              path,
              value,
              "should be at least %d chars long".formatted(schema.path("minLength").asInt())));
    }
    if (schema.has("maxLength") && length > schema.path("maxLength").asInt()) {
      causes.add(
          new Cause(
              "FieldValueTooLong",
              "Too long: may not be more than %d bytes".formatted(schema.path("maxLength").asInt()),
              path));
    }
  }

  private static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException beyondRe2) {
      return true;
    }
  }

  private static Cause invalid(String path, JsonNode value, String why) {
    return Cause.invalid(path, value.toString(), path + " in body " + why);
  }

  private static boolean isA(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      default -> true;
    };
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "object";
      case ARRAY -> "array";
      case STRING -> "string";
      case BOOLEAN -> "boolean";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      default -> "null";
    };
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}

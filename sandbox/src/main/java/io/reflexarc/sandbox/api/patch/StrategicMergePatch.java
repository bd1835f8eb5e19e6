package io.reflexarc.sandbox.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch of Kubernetes: as a merge patch, but lists whose elements have a merge key
 * are merged element by element, and the directives {@code $patch}, {@code $retainKeys}, {@code
 * $setElementOrder/x} and {@code $deleteFromPrimitiveList/x} are obeyed.
 */
public final class StrategicMergePatch {

  private static final String PATCH = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList/";

  private StrategicMergePatch() {}

  /**
   * The target with the patch applied.
   *
   * @param type the fields of the target, which know their merge keys
   * @throws ApiException 400 when a directive or an element cannot be understood
   */
  public static ObjectNode apply(FieldType type, ObjectNode target, ObjectNode patch) {
    return object(type, target, patch);
  }

  private static ObjectNode object(FieldType type, JsonNode target, ObjectNode patch) {
    String directive = patch.path(PATCH).asText("");
    if (directive.equals("replace")) {
      return plain(patch);
    }
    if (directive.equals("delete")) {
      return JsonNodeFactory.instance.objectNode();
    }
    ObjectNode result =
        target.isObject() ? target.deepCopy() : JsonNodeFactory.instance.objectNode();
    retain(result, patch.path(RETAIN));
    patch.properties().forEach(f -> field(type, result, f.getKey(), f.getValue()));
    patch
        .properties()
        .forEach(
            f -> {
              if (f.getKey().startsWith(ORDER)) {
                order(type, result, f.getKey().substring(ORDER.length()), f.getValue());
              }
            });
    return result;
  }

  private static void field(FieldType type, ObjectNode result, String name, JsonNode value) {
    if (name.startsWith(DELETE_FROM)) {
      deleteFrom(result, name.substring(DELETE_FROM.length()), value);
    } else if (name.startsWith("$")) {
      return;
    } else if (value.isNull()) {
      result.remove(name);
    } else {
      FieldType child = type.child(name);
      if (value.isObject()) {
        mergeObject(child, result, name, (ObjectNode) value);
      } else if (value.isArray()) {
        result.set(name, list(child, result.path(name), (ArrayNode) value, name));
      } else {
        result.set(name, value.deepCopy());
      }
    }
  }

  private static void mergeObject(
      FieldType type, ObjectNode result, String name, ObjectNode patch) {
    if (patch.path(PATCH).asText("").equals("delete")) {
      result.remove(name);
    } else {
      result.set(name, object(type, result.path(name), patch));
    }
  }

  private static ArrayNode list(FieldType type, JsonNode target, ArrayNode patch, String name) {
    if (type instanceof ListOf list && list.mergeKey() != null && !replaces(patch)) {
      return keyed(list, list.mergeKey(), target, patch, name);
    }
    if (type instanceof ListOf list && list.set()) {
      return union(target, patch);
    }
    ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : patch) {
      boolean bare = element.isObject() && element.size() == 1 && element.has(PATCH);
      if (!bare) {
        replaced.add(element.isObject() ? plain((ObjectNode) element) : element.deepCopy());
      }
    }
    return replaced;
  }

  private static ArrayNode keyed(
      ListOf list, String key, JsonNode target, ArrayNode patch, String name) {
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    for (JsonNode element : target) {
      merged.put(element.path(key).asText(), element);
    }
    for (JsonNode element : patch) {
      JsonNode id = element.path(key);
      if (id.isMissingNode()) {
        throw ApiException.badRequest(
            "map: %s does not contain declared merge key: %s of %s".formatted(element, key, name));
      }
      String directive = element.path(PATCH).asText("");
      switch (directive) {
        case "delete" -> merged.remove(id.asText());
        case "", "merge", "replace" ->
            merged.put(
                id.asText(),
                object(
                    list.element(),
                    Objects.requireNonNullElse(
                        merged.get(id.asText()), JsonNodeFactory.instance.objectNode()),
                    (ObjectNode) element));
        default -> throw ApiException.badRequest("Unknown patch type found: " + directive);
      }
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    merged.values().forEach(element -> result.add(element.deepCopy()));
    return result;
  }

  private static ArrayNode union(JsonNode target, ArrayNode patch) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    target.forEach(element -> addOnce(result, element));
    patch.forEach(element -> addOnce(result, element));
    return result;
  }

  private static void addOnce(ArrayNode list, JsonNode element) {
    for (JsonNode present : list) {
      if (present.equals(element)) {
        return;
      }
    }
    list.add(element.deepCopy());
  }

  private static boolean replaces(ArrayNode patch) {
    for (JsonNode element : patch) {
      boolean bare = element.isObject() && element.size() == 1;
      if (bare && element.path(PATCH).asText("").equals("replace")) {
        return true;
      }
    }
    return false;
  }

  private static void retain(ObjectNode result, JsonNode keys) {
    if (keys.isArray()) {
      List<String> kept = new ArrayList<>();
      keys.forEach(key -> kept.add(key.asText()));
      result.retain(kept);
    }
  }

  private static void deleteFrom(ObjectNode result, String name, JsonNode values) {
    if (!(result.path(name) instanceof ArrayNode list)) {
      return;
    }
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode element : list) {
      boolean unwanted = false;
      for (JsonNode value : values) {
        unwanted |= value.equals(element);
      }
      if (!unwanted) {
        kept.add(element);
      }
    }
    result.set(name, kept);
  }

  /** Elements named in the order come in that order; others keep their place behind their left. */
  private static void order(FieldType type, ObjectNode result, String name, JsonNode order) {
    if (!(result.path(name) instanceof ArrayNode list)) {
      return;
    }
    String key = type.child(name) instanceof ListOf keyed ? keyed.mergeKey() : null;
    List<String> wanted = new ArrayList<>();
    order.forEach(element -> wanted.add(identity(element, key)));
    List<JsonNode> ordered = new ArrayList<>();
    for (String id : wanted) {
      for (JsonNode element : list) {
        if (identity(element, key).equals(id)) {
          ordered.add(element);
        }
      }
    }
    JsonNode left = null;
    for (JsonNode element : list) {
      if (!wanted.contains(identity(element, key))) {
        ordered.add(left == null ? 0 : ordered.indexOf(left) + 1, element);
      }
      left = element;
    }
    ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
    sorted.addAll(ordered);
    result.set(name, sorted);
  }

  private static String identity(JsonNode element, @Nullable String key) {
    return key != null && element.isObject() ? element.path(key).asText() : element.asText();
  }

  /** A copy without directives and nulls. */
  private static ObjectNode plain(ObjectNode object) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            f -> {
              if (!f.getKey().startsWith("$") && !f.getValue().isNull()) {
                JsonNode value = f.getValue();
                copy.set(
                    f.getKey(), value.isObject() ? plain((ObjectNode) value) : value.deepCopy());
              }
            });
    return copy;
  }
}

package io.reflexarc.sandbox.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.FieldType.MapOf;
import io.reflexarc.sandbox.api.schema.Struct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sets of fields in the form FieldsV1 of managedFields: a tree with the keys {@code f:name}, {@code
 * k:{"name":"a"}} and {@code v:"a"}. An empty node is a field of the set; a node with children is
 * one itself only when it holds the key {@code .}.
 */
final class FieldSets {

  static final String SELF = ".";

  private FieldSets() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** All fields that this value sets. */
  static ObjectNode of(FieldType type, JsonNode value) {
    ObjectNode set = empty();
    if (isMap(type, value)) {
      value
          .properties()
          .forEach(f -> set.set("f:" + f.getKey(), of(type.child(f.getKey()), f.getValue())));
    } else if (type instanceof ListOf list && isGranular(list, value)) {
      for (JsonNode element : value) {
        ObjectNode fields = of(list.element(), element);
        if (!list.set()) {
          fields.set(SELF, empty());
        }
        set.set(element(list, element), fields);
      }
    }
    return set;
  }

  /** The fields that differ: those added or changed in {@code after}. */
  static ObjectNode changed(FieldType type, JsonNode before, JsonNode after) {
    ObjectNode set = empty();
    if (before.equals(after)) {
      return set;
    }
    if (isMap(type, after)) {
      for (var field : after.properties()) {
        JsonNode old = before.path(field.getKey());
        addChange(set, "f:" + field.getKey(), type.child(field.getKey()), old, field.getValue());
      }
    } else if (type instanceof ListOf list && isGranular(list, after)) {
      for (JsonNode element : after) {
        String key = element(list, element);
        JsonNode old = find(list, before, key).orElse(JsonNodeFactory.instance.missingNode());
        if (!list.set()) {
          addChange(set, key, list.element(), old, element);
        } else if (old.isMissingNode()) {
          set.set(key, empty());
        }
      }
    }
    return set;
  }

  private static void addChange(
      ObjectNode set, String key, FieldType type, JsonNode before, JsonNode after) {
    if (before.isMissingNode()) {
      ObjectNode fields = of(type, after);
      if (key.startsWith("k:")) {
        fields.set(SELF, empty());
      }
      set.set(key, fields);
    } else if (!before.equals(after)) {
      ObjectNode fields = changed(type, before, after);
      boolean leaf = !isMap(type, after) && !(type instanceof ListOf l && isGranular(l, after));
      if (leaf || !fields.isEmpty()) {
        set.set(key, fields);
      }
    }
  }

  /** Fields of either. */
  static ObjectNode union(ObjectNode one, ObjectNode other) {
    if (one.isEmpty() != other.isEmpty()) {
      ObjectNode both = (one.isEmpty() ? other : one).deepCopy();
      both.set(SELF, empty());
      return both;
    }
    ObjectNode both = one.deepCopy();
    for (var field : other.properties()) {
      JsonNode mine = one.get(field.getKey());
      ObjectNode theirs = (ObjectNode) field.getValue();
      both.set(field.getKey(), mine == null ? theirs.deepCopy() : union((ObjectNode) mine, theirs));
    }
    return both;
  }

  /** Union at the root, where an empty set has no fields at all. */
  static ObjectNode join(ObjectNode one, ObjectNode other) {
    if (one.isEmpty()) {
      return other.deepCopy();
    }
    return other.isEmpty() ? one.deepCopy() : union(one, other);
  }

  /** Fields of the one that the other does not have. */
  static ObjectNode minus(ObjectNode one, ObjectNode other) {
    ObjectNode rest = empty();
    for (var field : one.properties()) {
      ObjectNode mine = (ObjectNode) field.getValue();
      if (!(other.get(field.getKey()) instanceof ObjectNode theirs)) {
        rest.set(field.getKey(), mine.deepCopy());
        continue;
      }
      ObjectNode below = minus(mine, theirs);
      boolean keepsItself = isMember(mine) && !isMember(theirs);
      if (keepsItself && mine.isEmpty()) {
        rest.set(field.getKey(), empty());
      } else if (!below.isEmpty()) {
        rest.set(field.getKey(), below);
      }
    }
    return rest;
  }

  /** Fields of both. */
  static ObjectNode intersection(ObjectNode one, ObjectNode other) {
    ObjectNode both = empty();
    for (var field : one.properties()) {
      if (!(other.get(field.getKey()) instanceof ObjectNode theirs)) {
        continue;
      }
      ObjectNode mine = (ObjectNode) field.getValue();
      ObjectNode below = intersection(mine, theirs);
      boolean member = isMember(mine) && isMember(theirs);
      if (member && !below.isEmpty()) {
        below.set(SELF, empty());
      }
      if (member || !below.isEmpty()) {
        both.set(field.getKey(), below);
      }
    }
    return both;
  }

  /** The leaves of a set as paths such as {@code .spec.containers[name="a"].image}. */
  static List<String> paths(ObjectNode set) {
    List<String> paths = new ArrayList<>();
    collect(set, "", paths);
    return paths;
  }

  private static void collect(ObjectNode set, String prefix, List<String> paths) {
    for (var field : set.properties()) {
      if (field.getKey().equals(SELF)) {
        continue;
      }
      ObjectNode below = (ObjectNode) field.getValue();
      String path = prefix + step(field.getKey());
      if (isMember(below)) {
        paths.add(path);
      }
      collect(below, path, paths);
    }
  }

  private static String step(String key) {
    String body = key.substring(2);
    if (key.startsWith("f:")) {
      return "." + body;
    }
    if (key.startsWith("v:")) {
      return "[=" + body + "]";
    }
    StringBuilder step = new StringBuilder("[");
    for (var field : Keys.parse(body).properties()) {
      step.append(step.length() > 1 ? "," : "").append(field.getKey()).append('=');
      step.append(field.getValue());
    }
    return step.append(']').toString();
  }

  private static boolean isMember(ObjectNode node) {
    return node.isEmpty() || node.has(SELF);
  }

  static boolean isMap(FieldType type, JsonNode value) {
    boolean granular =
        (type instanceof Struct struct && !struct.atomic())
            || (type instanceof MapOf map && !map.atomic());
    return granular && value.isObject() && !value.isEmpty();
  }

  static boolean isGranular(ListOf list, JsonNode value) {
    return (list.set() || !list.keys().isEmpty()) && value.isArray() && !value.isEmpty();
  }

  /** The key of a list's element in a field set. */
  static String element(ListOf list, JsonNode element) {
    if (list.set()) {
      return "v:" + element;
    }
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    list.keys().stream()
        .sorted()
        .forEach(
            name -> {
              JsonNode value = element.get(name);
              if (value != null) {
                key.set(name, value);
              } else if (name.equals("protocol")) {
                key.put(name, "TCP");
              }
            });
    return "k:" + key;
  }

  /** The element of a list with this key. */
  static Optional<JsonNode> find(ListOf list, JsonNode values, String key) {
    if (values instanceof ArrayNode array) {
      for (JsonNode element : array) {
        if (element(list, element).equals(key)) {
          return Optional.of(element);
        }
      }
    }
    return Optional.empty();
  }
}

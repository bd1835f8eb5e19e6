package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The fields of one mapping. What is asked for is known; {@link #finish} names whatever was written
 * beside that.
 */
final class Fields {

  private final String path;
  private final JsonNode node;
  private final Mistakes mistakes;
  private final Set<String> known = new TreeSet<>();
  private final int before;

  private Fields(String path, JsonNode node, Mistakes mistakes) {
    this.path = path;
    this.node = node;
    this.mistakes = mistakes;
    this.before = mistakes.count();
  }

  /** The fields of a document's root. */
  static Fields root(JsonNode node, Mistakes mistakes) {
    return new Fields("", node, mistakes);
  }

  /**
   * The fields of a mapping. When it is none, that is the one mistake: its fields count as absent
   * and are not complained about.
   */
  static Fields of(String path, String example, JsonNode node, Mistakes mistakes) {
    if (node.isObject()) {
      return new Fields(path, node, mistakes);
    }
    mistakes.add(
        path,
        node.isMissingNode() || node.isNull()
            ? "is missing, write " + example
            : Shown.value(node) + " is not a mapping of fields, write " + example);
    Mistakes unheard = new Mistakes();
    Fields absent = new Fields(path, JsonNodeFactory.instance.objectNode(), unheard);
    unheard.add(path, "is absent");
    return absent;
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  boolean has(String name) {
    known.add(name);
    return node.hasNonNull(name);
  }

  /** Fills in a field that is not written. */
  void fallback(String name, long value) {
    if (!node.hasNonNull(name) && node instanceof ObjectNode mapping) {
      mapping.put(name, value);
    }
  }

  void mistake(String name, String message) {
    mistakes.add(path(name), message);
  }

  Mistakes mistakes() {
    return mistakes;
  }

  /** A mapping that must be there. */
  Fields mapping(String name, String example) {
    known.add(name);
    return of(path(name), example, node.path(name), mistakes);
  }

  /** A value that must be there; empty after a mistake. */
  <T> Optional<T> required(String name, Scalar<T> scalar, String example) {
    if (!has(name)) {
      mistake(name, "is missing, write " + example);
      return Optional.empty();
    }
    return read(path(name), node.get(name), scalar);
  }

  /** A value or, where it is not written, a default; empty after a mistake. */
  <T> Optional<T> or(String name, T fallback, Scalar<T> scalar) {
    return has(name) ? read(path(name), node.get(name), scalar) : Optional.of(fallback);
  }

  /** A value that may be left out. */
  <T> Optional<T> optional(String name, Scalar<T> scalar) {
    return has(name) ? read(path(name), node.get(name), scalar) : Optional.empty();
  }

  /** The items of a list with their paths; none where it is not written. */
  Map<String, JsonNode> items(String name, int most) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    if (!has(name)) {
      return items;
    }
    JsonNode list = node.get(name);
    if (!list.isArray()) {
      mistake(name, Shown.value(list) + " is not a list, write [...]");
    } else if (list.size() > most) {
      mistake(name, "has " + list.size() + " items, write at most " + most);
    } else {
      for (int i = 0; i < list.size(); i++) {
        items.put(path(name) + "[" + i + "]", list.get(i));
      }
    }
    return items;
  }

  /** The values of a list; after a mistake what could be read. */
  <T> List<T> values(String name, int most, Scalar<T> scalar) {
    List<T> values = new ArrayList<>();
    items(name, most).forEach((at, item) -> read(at, item, scalar).ifPresent(values::add));
    return values;
  }

  /** A mapping whose keys are the writer's; after a mistake what could be read. */
  <T> Map<String, T> entries(String name, int most, Pattern key, String keyWhat, Scalar<T> scalar) {
    Map<String, T> entries = new LinkedHashMap<>();
    if (!has(name)) {
      return entries;
    }
    JsonNode mapping = node.get(name);
    if (!mapping.isObject() || mapping.size() > most) {
      mistake(
          name,
          mapping.isObject()
              ? "has " + mapping.size() + " entries, write at most " + most
              : Shown.value(mapping) + " is not a mapping, write {...}");
      return entries;
    }
    mapping
        .properties()
        .forEach(
            entry -> {
              String at = path(name) + "." + Shown.text(entry.getKey());
              if (!key.matcher(entry.getKey()).matches()) {
                mistakes.add(at, "is not " + keyWhat);
              } else {
                read(at, entry.getValue(), scalar)
                    .ifPresent(value -> entries.put(entry.getKey(), value));
              }
            });
    return entries;
  }

  /** Part of the language that this release does not enforce. */
  void later(String name, String message) {
    if (node.has(name)) {
      known.add(name);
      mistake(name, message);
    }
  }

  /** Names every field that was never asked for; whether no mistake was made since the start. */
  boolean finish() {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!known.contains(name)) {
        mistake(
            Shown.text(name),
            "there is no such field"
                + meantOr(Scalars.meant(name, known), ", write " + Shown.choice(known)));
      }
    }
    return mistakes.count() == before;
  }

  private static String meantOr(String meant, String otherwise) {
    return meant.isEmpty() ? otherwise : meant;
  }

  private <T> Optional<T> read(String at, JsonNode value, Scalar<T> scalar) {
    try {
      return Optional.of(scalar.read(value));
    } catch (WrongValue wrong) {
      mistakes.add(at, wrong.message());
      return Optional.empty();
    }
  }
}

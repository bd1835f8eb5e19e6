package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A field of an object, by the way that leads to it.
 *
 * @param parts from the outermost in
 */
public record FieldPath(List<Part> parts) {

  private static final String NAME = "name";

  /** Fields that no hand sets, or that nobody keeps, or that are nobody's but ours. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "status",
          "operation",
          "metadata.managedFields",
          "metadata.resourceVersion",
          "metadata.generation",
          "metadata.annotations.kubernetes.io/change-cause");

  private static final String OUR_NOTES = "metadata.annotations.reflexarc.io/";
  private static final String OUR_LABELS = "metadata.labels.reflexarc.io/";

  public FieldPath {
    parts = List.copyOf(parts);
  }

  /**
   * One part of the way.
   *
   * @param name of a field, or how a list's element is called
   * @param element the element itself; empty for a field
   */
  record Part(String name, Optional<JsonNode> element) {

    /** Where it leads from there; a missing node where it leads nowhere. */
    JsonNode from(JsonNode node) {
      if (element.isEmpty()) {
        return node.path(name);
      }
      for (JsonNode each : node) {
        if (each.has(NAME) && each.path(NAME).equals(element.get().path(NAME))) {
          return each;
        }
      }
      return MissingNode.getInstance();
    }
  }

  /** The innermost fields in which two states of an object differ, ours left out. */
  public static List<FieldPath> changed(JsonNode before, JsonNode after) {
    List<FieldPath> changed = new ArrayList<>();
    compare(new FieldPath(List.of()), before, after, changed);
    return changed;
  }

  /** The same way by its words, an element of a list in brackets: {@code [main]}. */
  static FieldPath of(List<String> words) {
    return new FieldPath(words.stream().map(FieldPath::part).toList());
  }

  private static Part part(String word) {
    if (!word.startsWith("[")) {
      return new Part(word, Optional.empty());
    }
    String name = word.substring(1, word.length() - 1);
    return new Part(name, Optional.of(JsonNodeFactory.instance.objectNode().put(NAME, name)));
  }

  /** Its words, as {@link #of} takes them. */
  List<String> words() {
    return parts.stream()
        .map(part -> part.element().isPresent() ? "[" + part.name() + "]" : part.name())
        .toList();
  }

  /** What stands there in an object; a missing node where nothing does. */
  public JsonNode in(JsonNode object) {
    JsonNode node = object;
    for (Part part : parts) {
      node = part.from(node);
    }
    return node;
  }

  /** {@code spec.template.spec.containers[main].image}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.element().isPresent()) {
        text.append('[').append(part.name()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(part.name());
      }
    }
    return text.toString();
  }

  private static void compare(
      FieldPath at, JsonNode before, JsonNode after, List<FieldPath> changed) {
    if (before.equals(after) || at.isNotCompared()) {
      return;
    }
    if (isMap(before, after) && isMap(after, before)) {
      Set<String> names = new TreeSet<>();
      names(before).forEach(names::add);
      names(after).forEach(names::add);
      names.forEach(
          name ->
              compare(
                  at.with(new Part(name, Optional.empty())),
                  before.path(name),
                  after.path(name),
                  changed));
    } else if (sameElements(before, after)) {
      for (JsonNode element : before) {
        Part part = new Part(element.path(NAME).asText(), Optional.of(element));
        compare(at.with(part), element, part.from(after), changed);
      }
    } else {
      changed.add(at);
    }
  }

  /** A map that is not there is as good as an empty one, beside one that is not empty. */
  private static boolean isMap(JsonNode node, JsonNode other) {
    return node.isObject() || node.isMissingNode() && other.isObject() && !other.isEmpty();
  }

  private static Iterable<String> names(JsonNode object) {
    return () -> object.properties().stream().map(Map.Entry::getKey).iterator();
  }

  /** Two lists of elements that have names, the same ones. */
  private static boolean sameElements(JsonNode before, JsonNode after) {
    if (!before.isArray() || !after.isArray() || before.size() != after.size()) {
      return false;
    }
    Iterator<JsonNode> others = after.iterator();
    for (JsonNode element : before) {
      JsonNode name = element.path(NAME);
      if (!name.isTextual() || !name.equals(others.next().path(NAME))) {
        return false;
      }
    }
    return true;
  }

  private boolean isNotCompared() {
    String text = toString();
    return NOT_COMPARED.contains(text) || text.startsWith(OUR_NOTES) || text.startsWith(OUR_LABELS);
  }

  private FieldPath with(Part part) {
    List<Part> longer = new ArrayList<>(parts);
    longer.add(part);
    return new FieldPath(longer);
  }
}

package io.reflexarc.actuator.action.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One field of an object, by the names of its parents. An element of a list is told by its {@code
 * name} and not by its place, as server-side apply does: places change.
 *
 * @param steps at least one
 */
record Field(List<String> steps) {

  private static final String NAME = "name";

  Field {
    steps = List.copyOf(steps);
  }

  /** That at a JSON pointer. */
  static Field at(String pointer) {
    List<String> steps = new ArrayList<>();
    for (String step : pointer.substring(1).split("/", -1)) {
      steps.add(step.replace("~1", "/").replace("~0", "~"));
    }
    return new Field(steps);
  }

  /**
   * Sets it in a sliver of an object, which gets the parents that it has not yet.
   *
   * @param whole the object, which tells the names of the elements of lists
   * @return why it cannot be set; empty when it is
   */
  Optional<String> put(ObjectNode sliver, JsonNode whole, JsonNode value) {
    ObjectNode parent = sliver;
    JsonNode there = whole;
    for (int i = 0; i < steps.size() - 1; i++) {
      String step = steps.get(i);
      JsonNode next = there.path(step);
      if (next.isArray()) {
        JsonNode element = element(next, steps.get(++i));
        if (!element.path(NAME).isTextual() || i == steps.size() - 1) {
          return Optional.of("there is no element with a name at " + steps.subList(0, i + 1));
        }
        parent = named(parent.withArrayProperty(step), element.path(NAME).asText());
        there = element;
      } else if (next.isValueNode()) {
        return Optional.of(step + " has no fields");
      } else {
        parent = parent.withObjectProperty(step);
        there = next;
      }
    }
    parent.set(steps.get(steps.size() - 1), value);
    return Optional.empty();
  }

  private static JsonNode element(JsonNode list, String index) {
    return index.matches("[0-9]{1,3}") ? list.path(Integer.parseInt(index)) : list.path(-1);
  }

  private static ObjectNode named(ArrayNode list, String name) {
    for (JsonNode element : list) {
      if (element.path(NAME).asText().equals(name)) {
        return (ObjectNode) element;
      }
    }
    ObjectNode added = JsonNodeFactory.instance.objectNode().put(NAME, name);
    list.add(added);
    return added;
  }
}

package io.reflexarc.actuator.owner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of an object's {@code managedFields}: who wrote which fields last, as the API server
 * keeps it.
 *
 * @param name of the manager
 * @param time when it last wrote, as text that sorts
 * @param fields in the form {@code fieldsV1}: {@code f:} a field, {@code k:} an element by its keys
 */
public record FieldWriter(String name, String time, JsonNode fields) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIELD = "f:";
  private static final String KEYS = "k:";

  /** All of an object, the last writer first. */
  public static List<FieldWriter> of(KubeObject object) {
    List<FieldWriter> managers = new ArrayList<>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      managers.add(
          new FieldWriter(
              entry.path("manager").asText(), entry.path("time").asText(), entry.path("fieldsV1")));
    }
    managers.sort(Comparator.comparing(FieldWriter::time).reversed());
    return managers;
  }

  /** Who wrote a field last; empty where nobody has it. */
  public static Optional<String> last(KubeObject object, FieldPath path) {
    return of(object).stream()
        .filter(manager -> manager.has(path))
        .map(FieldWriter::name)
        .findFirst();
  }

  /** Whether a field is its: the field itself, or the whole that it is a part of. */
  public boolean has(FieldPath path) {
    if (fields.isEmpty()) {
      return false;
    }
    JsonNode node = fields;
    for (FieldPath.Part part : path.parts()) {
      if (node.isEmpty()) {
        return true;
      }
      node = part.element().map(element(node)::of).orElse(node.path(FIELD + part.name()));
      if (node.isMissingNode()) {
        return false;
      }
    }
    return true;
  }

  private static Elements element(JsonNode node) {
    return new Elements(node);
  }

  /** The elements of a list, by their keys. */
  private record Elements(JsonNode node) {

    JsonNode of(JsonNode element) {
      for (Map.Entry<String, JsonNode> child : node.properties()) {
        if (child.getKey().startsWith(KEYS)
            && isOf(parsed(child.getKey().substring(KEYS.length())), element)) {
          return child.getValue();
        }
      }
      return MissingNode.getInstance();
    }

    private static boolean isOf(JsonNode keys, JsonNode element) {
      return !keys.isEmpty()
          && keys.properties().stream()
              .allMatch(key -> key.getValue().equals(element.path(key.getKey())));
    }

    private static JsonNode parsed(String text) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        return MissingNode.getInstance();
      }
    }
  }
}

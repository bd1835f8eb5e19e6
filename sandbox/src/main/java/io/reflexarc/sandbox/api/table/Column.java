package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * A column of a table.
 *
 * @param name the heading
 * @param type {@code string}, {@code integer} or the like
 * @param format {@code name} marks the column that names the object
 * @param priority above 0 only with {@code -o wide}
 * @param value what a row shows, given the object and now
 */
record Column(
    String name,
    String type,
    String format,
    int priority,
    BiFunction<JsonNode, Instant, JsonNode> value) {

  static Column text(String name, int priority, BiFunction<JsonNode, Instant, String> value) {
    return new Column(
        name,
        "string",
        "",
        priority,
        (object, now) -> JsonNodeFactory.instance.textNode(value.apply(object, now)));
  }

  static Column number(String name, String pointer) {
    return new Column(
        name,
        "integer",
        "",
        0,
        (object, now) -> JsonNodeFactory.instance.numberNode(object.at(pointer).asLong()));
  }

  static Column ofName() {
    return new Column(
        "Name", "string", "name", 0, (object, now) -> object.path("metadata").path("name"));
  }

  static Column age() {
    return text(
        "Age", 0, (object, now) -> Ages.since(object.at("/metadata/creationTimestamp"), now));
  }

  JsonNode cell(JsonNode object, Instant now) {
    JsonNode cell = value.apply(object, now);
    return cell.isMissingNode() ? JsonNodeFactory.instance.nullNode() : cell;
  }

  ObjectNode definition() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", "")
        .put("priority", priority);
  }
}

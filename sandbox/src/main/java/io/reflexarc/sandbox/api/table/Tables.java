package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.time.Instant;
import java.util.List;

/** Objects as a meta.k8s.io/v1 Table: what {@code kubectl get} prints. */
public final class Tables {

  private Tables() {}

  /**
   * Renders a table.
   *
   * @param objects in their order
   * @param metadata of the list, empty for single objects
   * @param include {@code Metadata} (also when empty), {@code Object} or {@code None}: what each
   *     row carries along
   * @param withColumns whether to describe the columns, which a watch does once
   * @param now what ages are counted from
   */
  public static ObjectNode render(
      ResourceType type,
      List<ObjectNode> objects,
      ObjectNode metadata,
      String include,
      boolean withColumns,
      Instant now) {
    List<Column> columns = Columns.of(type);
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.set("metadata", metadata);
    ArrayNode definitions = table.putArray("columnDefinitions");
    if (withColumns) {
      columns.forEach(column -> definitions.add(column.definition()));
    } else {
      table.putNull("columnDefinitions");
    }
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(column -> cells.add(column.cell(object, now)));
      carry(row, object, include);
    }
    return table;
  }

  private static void carry(ObjectNode row, ObjectNode object, String include) {
    switch (include) {
      case "None" -> {}
      case "Object" -> row.set("object", object);
      default -> {
        ObjectNode partial = row.putObject("object");
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
        partial.set("metadata", object.path("metadata"));
      }
    }
  }
}

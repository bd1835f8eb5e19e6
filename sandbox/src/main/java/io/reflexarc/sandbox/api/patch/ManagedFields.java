package io.reflexarc.sandbox.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.schema.FieldType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who set which fields of an object, as {@code metadata.managedFields} records it. */
public final class ManagedFields {

  /**
   * Who writes, and how.
   *
   * @param manager the field manager
   * @param operation {@code Update} or {@code Apply}
   * @param apiVersion the version the fields are written in
   * @param subresource empty for the object itself
   * @param time as metadata writes it
   */
  public record Writer(
      String manager, String operation, String apiVersion, String subresource, String time) {

    boolean owns(JsonNode entry) {
      return entry.path("manager").asText().equals(manager)
          && entry.path("operation").asText().equals(operation)
          && entry.path("apiVersion").asText().equals(apiVersion)
          && entry.path("subresource").asText("").equals(subresource);
    }
  }

  private static final Set<String> TRACKED_METADATA =
      Set.of("labels", "annotations", "ownerReferences", "finalizers", "generateName");

  private ManagedFields() {}

  /** Records an update: what it changed is the writer's from now on, and nobody else's. */
  public static void recordUpdate(
      FieldType type, @Nullable ObjectNode before, ObjectNode after, Writer writer) {
    ObjectNode old = before == null ? JsonNodeFactory.instance.objectNode() : tracked(before);
    ObjectNode now = tracked(after);
    ObjectNode changed = FieldSets.changed(type, old, now);
    ObjectNode removed = FieldSets.minus(FieldSets.changed(type, now, old), changed);
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    boolean present = false;
    for (JsonNode entry : entries(before)) {
      ObjectNode fields = FieldSets.minus((ObjectNode) entry.path("fieldsV1"), removed);
      if (writer.owns(entry)) {
        present = true;
        fields = FieldSets.join(fields, changed);
      } else {
        fields = FieldSets.minus(fields, changed);
      }
      add(entries, (ObjectNode) entry, fields, writer.owns(entry) ? writer : null);
    }
    if (!present && !changed.isEmpty()) {
      entries.add(entry(writer, changed));
    }
    set(after, entries);
  }

  /** Records an apply: the writer owns exactly {@code fields}; others lose what was forced. */
  static void recordApply(
      ObjectNode live,
      ObjectNode after,
      ObjectNode fields,
      ObjectNode forced,
      ObjectNode removed,
      Writer writer) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    boolean present = false;
    for (JsonNode entry : entries(live)) {
      if (writer.owns(entry)) {
        present = true;
        add(entries, (ObjectNode) entry, fields, writer);
      } else {
        ObjectNode rest = FieldSets.minus((ObjectNode) entry.path("fieldsV1"), forced);
        add(entries, (ObjectNode) entry, FieldSets.minus(rest, removed), null);
      }
    }
    if (!present) {
      entries.insert(0, entry(writer, fields));
    }
    set(after, entries);
  }

  static List<JsonNode> entries(@Nullable ObjectNode object) {
    if (object == null) {
      return List.of();
    }
    List<JsonNode> entries = new java.util.ArrayList<>();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      if (entry.path("fieldsV1").isObject()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** The part of an object whose owners are recorded; shares its content. */
  static ObjectNode tracked(ObjectNode object) {
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.setAll(object);
    part.remove(List.of("apiVersion", "kind"));
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    object
        .path("metadata")
        .properties()
        .forEach(
            f -> {
              if (TRACKED_METADATA.contains(f.getKey())) {
                metadata.set(f.getKey(), f.getValue());
              }
            });
    part.remove("metadata");
    if (!metadata.isEmpty()) {
      part.set("metadata", metadata);
    }
    return part;
  }

  private static void add(
      ArrayNode entries, ObjectNode entry, ObjectNode fields, @Nullable Writer touching) {
    if (fields.isEmpty()) {
      return;
    }
    if (fields.equals(entry.path("fieldsV1"))) {
      entries.add(entry.deepCopy());
      return;
    }
    ObjectNode changed = entry.deepCopy();
    if (touching != null) {
      changed.put("time", touching.time());
    }
    changed.set("fieldsV1", fields);
    entries.add(changed);
  }

  private static ObjectNode entry(Writer writer, ObjectNode fields) {
    ObjectNode entry =
        JsonNodeFactory.instance
            .objectNode()
            .put("manager", writer.manager())
            .put("operation", writer.operation())
            .put("apiVersion", writer.apiVersion())
            .put("time", writer.time())
            .put("fieldsType", "FieldsV1");
    entry.set("fieldsV1", fields);
    if (!writer.subresource().isEmpty()) {
      entry.put("subresource", writer.subresource());
    }
    return entry;
  }

  private static void set(ObjectNode object, ArrayNode entries) {
    ObjectNode metadata = object.withObjectProperty("metadata");
    if (entries.isEmpty()) {
      metadata.remove("managedFields");
    } else {
      metadata.set("managedFields", entries);
    }
  }
}

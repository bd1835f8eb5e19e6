package io.reflexarc.sandbox.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.patch.ManagedFields.Writer;
import io.reflexarc.sandbox.api.schema.FieldType;
import io.reflexarc.sandbox.api.schema.FieldType.ListOf;
import io.reflexarc.sandbox.api.schema.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Server-side apply: merges what a manager wants into what there is. Fields that another manager
 * set to something else are conflicts, unless forced; fields that the manager applied before and no
 * longer wants are removed, unless another manager owns them too.
 */
public final class ServerSideApply {

  private ServerSideApply() {}

  /**
   * The live object with the configuration applied and its managedFields brought up to date.
   *
   * @throws ApiException 409 naming every conflicting field and its manager
   */
  public static ObjectNode apply(
      FieldType type, ObjectNode live, ObjectNode config, Writer writer, boolean force) {
    ObjectNode wanted = ManagedFields.tracked(config);
    ObjectNode fields = FieldSets.of(type, wanted);
    ObjectNode changed = FieldSets.changed(type, ManagedFields.tracked(live), wanted);
    if (!force) {
      refuseConflicts(live, changed, writer);
    }
    ObjectNode merged = (ObjectNode) merge(type, live, wanted);
    ObjectNode others = others(live, writer);
    ObjectNode abandoned = abandoned(live, fields, others, writer);
    remove(type, merged, abandoned, kept(merged, FieldSets.join(fields, others)));
    ManagedFields.recordApply(live, merged, fields, changed, abandoned, writer);
    demand("resourceVersion", config, merged);
    demand("uid", config, merged);
    return merged;
  }

  /** What a configuration says of the object's identity is what the store has to check. */
  private static void demand(String name, ObjectNode config, ObjectNode merged) {
    String wanted = config.at("/metadata/" + name).asText();
    if (!wanted.isEmpty()) {
      merged.withObject("/metadata").put(name, wanted);
    }
  }

  /** Records a creation by apply: everything in the configuration is the manager's. */
  public static void recordCreation(
      FieldType type, ObjectNode created, ObjectNode config, Writer writer) {
    ObjectNode none = FieldSets.empty();
    ObjectNode fields = FieldSets.of(type, ManagedFields.tracked(config));
    ManagedFields.recordApply(none, created, fields, none, none, writer);
  }

  private static void refuseConflicts(ObjectNode live, ObjectNode changed, Writer writer) {
    List<Cause> causes = new ArrayList<>();
    Map<String, List<String>> byManager = new LinkedHashMap<>();
    for (JsonNode entry : ManagedFields.entries(live)) {
      if (writer.owns(entry)) {
        continue;
      }
      ObjectNode both = FieldSets.intersection((ObjectNode) entry.path("fieldsV1"), changed);
      for (String path : FieldSets.paths(both)) {
        causes.add(new Cause("FieldManagerConflict", "conflict with " + name(entry), path));
        byManager.computeIfAbsent(name(entry), n -> new ArrayList<>()).add(path);
      }
    }
    if (causes.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder("Apply failed with ");
    message.append(causes.size()).append(causes.size() == 1 ? " conflict: " : " conflicts: ");
    if (causes.size() == 1) {
      message.append(causes.get(0).message()).append(": ").append(causes.get(0).field());
    } else {
      List<String> parts = new ArrayList<>();
      byManager.forEach(
          (manager, paths) ->
              parts.add("conflicts with " + manager + ":\n- " + String.join("\n- ", paths)));
      message.append(String.join("\n", parts));
    }
    throw ApiException.withCauses(409, "Conflict", message.toString(), causes);
  }

  private static String name(JsonNode entry) {
    String name = "\"" + entry.path("manager").asText() + "\"";
    String subresource = entry.path("subresource").asText("");
    if (!subresource.isEmpty()) {
      name += " with subresource \"" + subresource + "\"";
    }
    return entry.path("operation").asText().equals("Update")
        ? name + " using " + entry.path("apiVersion").asText()
        : name;
  }

  /** What other managers own. */
  private static ObjectNode others(ObjectNode live, Writer writer) {
    ObjectNode others = FieldSets.empty();
    for (JsonNode entry : ManagedFields.entries(live)) {
      if (!writer.owns(entry)) {
        others = FieldSets.join(others, (ObjectNode) entry.path("fieldsV1"));
      }
    }
    return others;
  }

  /** What the manager applied before, wants no longer, and nobody else owns. */
  private static ObjectNode abandoned(
      ObjectNode live, ObjectNode fields, ObjectNode others, Writer writer) {
    ObjectNode abandoned = FieldSets.empty();
    for (JsonNode entry : ManagedFields.entries(live)) {
      if (writer.owns(entry)) {
        abandoned = FieldSets.minus((ObjectNode) entry.path("fieldsV1"), fields);
      }
    }
    return FieldSets.minus(abandoned, others);
  }

  /** What somebody owns, and the parts that every object has. */
  private static ObjectNode kept(ObjectNode object, ObjectNode owned) {
    ObjectNode kept = owned.deepCopy();
    object.fieldNames().forEachRemaining(part -> kept.withObjectProperty("f:" + part));
    return kept;
  }

  private static JsonNode merge(FieldType type, JsonNode live, JsonNode wanted) {
    if (FieldSets.isMap(type, wanted)) {
      ObjectNode merged = live.isObject() ? live.deepCopy() : JsonNodeFactory.instance.objectNode();
      wanted
          .properties()
          .forEach(
              f -> {
                FieldType child = type.child(f.getKey());
                merged.set(f.getKey(), merge(child, merged.path(f.getKey()), f.getValue()));
              });
      return merged;
    }
    if (wanted.isObject() && wanted.isEmpty() && live.isObject()) {
      return live;
    }
    if (type instanceof ListOf list && FieldSets.isGranular(list, wanted) && live.isArray()) {
      return mergeList(list, live, wanted);
    }
    return wanted.deepCopy();
  }

  private static ArrayNode mergeList(ListOf list, JsonNode live, JsonNode wanted) {
    Map<String, JsonNode> merged = new LinkedHashMap<>();
    live.forEach(element -> merged.put(FieldSets.element(list, element), element));
    for (JsonNode element : wanted) {
      String key = FieldSets.element(list, element);
      JsonNode old = merged.getOrDefault(key, JsonNodeFactory.instance.missingNode());
      merged.put(key, merge(list.element(), old, element));
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    merged.values().forEach(result::add);
    return result;
  }

  /**
   * A field of a type goes with all that is in it, defaults too, when nobody owns anything of it
   * any more; as the API server does it (structured-merge-diff, {@code
   * EnsureNamedFieldsAreMembers}).
   */
  private static void remove(FieldType type, JsonNode value, ObjectNode unwanted, ObjectNode kept) {
    for (var field : unwanted.properties()) {
      String key = field.getKey();
      ObjectNode below = (ObjectNode) field.getValue();
      if (key.startsWith("f:") && value instanceof ObjectNode object) {
        if (type instanceof Struct && !kept.has(key)) {
          object.remove(key.substring(2));
        } else {
          removeField(
              type.child(key.substring(2)), object, key.substring(2), below, within(kept, key));
        }
      } else if (value instanceof ArrayNode array && type instanceof ListOf list) {
        removeElement(list, array, key, below, within(kept, key));
      }
    }
  }

  private static ObjectNode within(ObjectNode set, String key) {
    return set.get(key) instanceof ObjectNode below ? below : FieldSets.empty();
  }

  private static void removeField(
      FieldType type, ObjectNode object, String name, ObjectNode below, ObjectNode kept) {
    JsonNode value = object.path(name);
    if (below.isEmpty()) {
      object.remove(name);
    } else {
      remove(type, value, below, kept);
      if (value.isContainerNode() && value.isEmpty()) {
        object.remove(name);
      }
    }
  }

  private static void removeElement(
      ListOf list, ArrayNode array, String key, ObjectNode below, ObjectNode kept) {
    for (int i = 0; i < array.size(); i++) {
      if (FieldSets.element(list, array.get(i)).equals(key)) {
        if (below.isEmpty() || below.has(FieldSets.SELF)) {
          array.remove(i);
        } else {
          remove(list.element(), array.get(i), below, kept);
        }
        return;
      }
    }
  }
}

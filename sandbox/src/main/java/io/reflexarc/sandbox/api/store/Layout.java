package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;

/** The order of an object's top fields, so that the same content is always written the same way. */
final class Layout {

  private Layout() {}

  /** A deep copy with apiVersion and kind of its type first, then metadata, and status last. */
  static ObjectNode ordered(ResourceType type, ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    ordered.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    ordered.set("metadata", Metadata.of(copy));
    copy.properties()
        .forEach(
            entry -> {
              if (!ordered.has(entry.getKey()) && !entry.getKey().equals("status")) {
                ordered.set(entry.getKey(), entry.getValue());
              }
            });
    if (copy.hasNonNull("status")) {
      ordered.set("status", copy.get("status"));
    }
    return ordered;
  }
}

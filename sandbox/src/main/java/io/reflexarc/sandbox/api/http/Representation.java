package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;

/** A stored object in the version in which it was asked for, and back. */
final class Representation {

  private Representation() {}

  /** The object as this type shows it; a stored object is never changed. */
  static ObjectNode of(ResourceType type, ObjectNode stored) {
    if (type.equals(BuiltInTypes.NEW_EVENTS)) {
      return EventForms.toNew(stored);
    }
    if (type.equals(BuiltInTypes.EVENTS) && !stored.path("apiVersion").asText().equals("v1")) {
      return EventForms.toCore(stored);
    }
    if (stored.path("apiVersion").asText().equals(type.apiVersion())) {
      return stored;
    }
    ObjectNode shown = Json.object();
    shown.setAll(stored);
    return shown.put("apiVersion", type.apiVersion());
  }

  /** What is stored of an object that came in under this type. */
  static ObjectNode toStored(ResourceType type, ObjectNode given) {
    return type.equals(BuiltInTypes.NEW_EVENTS) ? EventForms.toCore(given) : given;
  }

  /** The type under which objects of this type are stored. */
  static ResourceType storedType(ResourceType type) {
    return type.equals(BuiltInTypes.NEW_EVENTS) ? BuiltInTypes.EVENTS : type;
  }

  /** An item of a list: built-in kinds leave out apiVersion and kind there. */
  static ObjectNode item(boolean builtIn, ObjectNode shown) {
    if (!builtIn) {
      return shown;
    }
    ObjectNode item = Json.object();
    item.setAll(shown);
    item.remove("apiVersion");
    item.remove("kind");
    return item;
  }

  /** Only the metadata of an object. */
  static ObjectNode partial(ObjectNode object) {
    ObjectNode partial =
        Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    JsonNode metadata = object.path("metadata");
    partial.set("metadata", metadata);
    return partial;
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What somebody wants of an object: these fields, and nothing about the others. */
final class Manifest {

  private Manifest() {}

  /** Whether an object is as a manifest wants it. */
  static boolean holds(JsonNode manifest, JsonNode live) {
    if (manifest.isObject()) {
      return manifest.properties().stream()
          .allMatch(field -> holds(field.getValue(), live.path(field.getKey())));
    }
    if (!manifest.isArray()) {
      return manifest.equals(live);
    }
    boolean holds = manifest.size() == live.size();
    for (int i = 0; holds && i < manifest.size(); i++) {
      holds = holds(manifest.get(i), live.get(i));
    }
    return holds;
  }

  /** Makes an object as a manifest wants it; lists that differ are replaced. */
  static void apply(ObjectNode manifest, ObjectNode live) {
    for (Map.Entry<String, JsonNode> field : manifest.properties()) {
      JsonNode before = live.path(field.getKey());
      if (field.getValue() instanceof ObjectNode part && before instanceof ObjectNode inner) {
        apply(part, inner);
      } else if (!holds(field.getValue(), before)) {
        live.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Compares and hashes pod templates as the Deployment controller does. */
final class PodTemplate {
  static final String HASH_LABEL = "pod-template-hash";

  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private PodTemplate() {}

  /** Whether both make the same pods, the label with the hash aside. */
  static boolean same(JsonNode a, JsonNode b) {
    return canonical(withoutHash(a)).equals(canonical(withoutHash(b)));
  }

  /** Ten or so letters and digits that stand for the template in names and labels. */
  static String hash(JsonNode template, int collisions) {
    int hash = FNV_OFFSET;
    String text = canonical(withoutHash(template)) + (collisions == 0 ? "" : "#" + collisions);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    StringBuilder safe = new StringBuilder();
    for (char digit : Integer.toUnsignedString(hash).toCharArray()) {
      safe.append(ALPHABET.charAt(digit % ALPHABET.length()));
    }
    return safe.toString();
  }

  private static JsonNode withoutHash(JsonNode template) {
    JsonNode labels = template.path("metadata").path("labels");
    if (!labels.has(HASH_LABEL)) {
      return template;
    }
    ObjectNode copy = template.deepCopy();
    copy.withObjectProperty("metadata").withObjectProperty("labels").remove(HASH_LABEL);
    return copy;
  }

  /** Text that does not depend on the order of fields, nor on empty ones. */
  private static String canonical(JsonNode node) {
    return pruned(node).toString();
  }

  private static JsonNode pruned(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), pruned(field.getValue())));
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      fields.forEach(
          (name, value) -> {
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
              sorted.set(name, value);
            }
          });
      return sorted;
    } else if (node.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> items.add(pruned(item)));
      return items;
    }
    return node;
  }
}

package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** JSON as Go prints a map, which is how the real server quotes a strategic merge patch. */
final class GoText {

  private GoText() {}

  static String of(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(f -> f.getKey() + ":" + of(f.getValue()))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .map(GoText::of)
          .collect(Collectors.joining(" ", "[", "]"));
    }
    return node.asText();
  }
}

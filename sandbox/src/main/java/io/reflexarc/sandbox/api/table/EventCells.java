package io.reflexarc.sandbox.api.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** What kubectl prints of an event, whichever of its forms and timestamps it uses. */
final class EventCells {

  private EventCells() {}

  static String lastSeen(JsonNode event, Instant now) {
    return Ages.since(
        firstOf(
            event.path("series").path("lastObservedTime"),
            event.path("lastTimestamp"),
            event.path("deprecatedLastTimestamp"),
            event.path("eventTime")),
        now);
  }

  static String firstSeen(JsonNode event, Instant now) {
    return Ages.since(firstOf(event.path("firstTimestamp"), event.path("eventTime")), now);
  }

  static String object(JsonNode reference) {
    String kind = reference.path("kind").asText().toLowerCase(java.util.Locale.ROOT);
    return kind + "/" + reference.path("name").asText();
  }

  static String source(JsonNode event) {
    String component = event.at("/source/component").asText("");
    if (component.isEmpty()) {
      component = event.path("reportingComponent").asText("");
    }
    String host = event.at("/source/host").asText("");
    return host.isEmpty() ? component : component + ", " + host;
  }

  static long count(JsonNode event) {
    long series = event.path("series").path("count").asLong();
    return Math.max(1, Math.max(series, event.path("count").asLong()));
  }

  private static JsonNode firstOf(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (candidate.isTextual()) {
        return candidate;
      }
    }
    return candidates[candidates.length - 1];
  }
}

package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Events of the core group and of events.k8s.io are the same objects under two sets of names. */
final class EventForms {

  private static final Map<String, String> CORE_TO_NEW = new LinkedHashMap<>();

  static {
    CORE_TO_NEW.put("metadata", "metadata");
    CORE_TO_NEW.put("involvedObject", "regarding");
    CORE_TO_NEW.put("reason", "reason");
    CORE_TO_NEW.put("message", "note");
    CORE_TO_NEW.put("source", "deprecatedSource");
    CORE_TO_NEW.put("firstTimestamp", "deprecatedFirstTimestamp");
    CORE_TO_NEW.put("lastTimestamp", "deprecatedLastTimestamp");
    CORE_TO_NEW.put("count", "deprecatedCount");
    CORE_TO_NEW.put("type", "type");
    CORE_TO_NEW.put("eventTime", "eventTime");
    CORE_TO_NEW.put("series", "series");
    CORE_TO_NEW.put("action", "action");
    CORE_TO_NEW.put("related", "related");
    CORE_TO_NEW.put("reportingComponent", "reportingController");
    CORE_TO_NEW.put("reportingInstance", "reportingInstance");
  }

  private EventForms() {}

  static ObjectNode toNew(ObjectNode core) {
    ObjectNode event = Json.object().put("apiVersion", "events.k8s.io/v1").put("kind", "Event");
    CORE_TO_NEW.forEach((from, to) -> copy(core, from, event, to));
    return event;
  }

  static ObjectNode toCore(ObjectNode given) {
    ObjectNode event = Json.object().put("apiVersion", "v1").put("kind", "Event");
    CORE_TO_NEW.forEach((to, from) -> copy(given, from, event, to));
    return event;
  }

  private static void copy(ObjectNode from, String field, ObjectNode to, String name) {
    JsonNode value = from.get(field);
    if (value != null) {
      to.set(name, value);
    }
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The conditions of a Deployment, in the order in which they changed last. */
final class Conditions {
  static final String AVAILABLE = "Available";
  static final String PROGRESSING = "Progressing";
  static final String REPLICA_FAILURE = "ReplicaFailure";

  private final ArrayNode list;

  private Conditions(ArrayNode list) {
    this.list = list;
  }

  static Conditions copyOf(JsonNode object) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    object.path("status").path("conditions").forEach(c -> copy.add(c.deepCopy()));
    return new Conditions(copy);
  }

  @Nullable JsonNode find(String type) {
    for (JsonNode condition : list) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return null;
  }

  boolean has(String type) {
    return find(type) != null;
  }

  /** The reason of a condition; empty without it. */
  String reason(String type) {
    JsonNode condition = find(type);
    return condition == null ? "" : condition.path("reason").asText();
  }

  void remove(String type) {
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).path("type").asText().equals(type)) {
        list.remove(i);
      }
    }
  }

  /** Sets a condition; does nothing when status and reason are the same as before. */
  void set(String type, String status, String reason, String message, String now) {
    JsonNode before = find(type);
    if (before != null
        && before.path("status").asText().equals(status)
        && before.path("reason").asText().equals(reason)) {
      return;
    }
    renew(type, status, reason, message, now);
  }

  /** Sets a condition and its update time, whatever it was before. */
  void renew(String type, String status, String reason, String message, String now) {
    JsonNode before = find(type);
    boolean same = before != null && before.path("status").asText().equals(status);
    String since = same && before != null ? before.path("lastTransitionTime").asText(now) : now;
    remove(type);
    ObjectNode condition = list.addObject().put("type", type).put("status", status);
    condition.put("lastUpdateTime", now).put("lastTransitionTime", since);
    condition.put("reason", reason).put("message", message);
  }

  ArrayNode list() {
    return list;
  }
}

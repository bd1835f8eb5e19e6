package io.reflexarc.actuator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One object as the API server sent it, whole, so that writing it back loses no field that this
 * release has never heard of. A value: nobody can change it, {@link #edited} makes another.
 *
 * @param json the object; copied on the way in and on the way out
 */
public record KubeObject(ObjectNode json) {

  /**
   * @throws IllegalArgumentException when it has no name
   */
  public KubeObject {
    json = json.deepCopy();
    if (json.at("/metadata/name").asText().isEmpty()) {
      throw new IllegalArgumentException("an object without metadata.name");
    }
  }

  @Override
  public ObjectNode json() {
    return json.deepCopy();
  }

  public String kind() {
    return text("/kind");
  }

  /** Its namespace, empty for a cluster-scoped object. */
  public String namespace() {
    return text("/metadata/namespace");
  }

  public String name() {
    return text("/metadata/name");
  }

  public String uid() {
    return text("/metadata/uid");
  }

  public String resourceVersion() {
    return text("/metadata/resourceVersion");
  }

  public long generation() {
    return number("/metadata/generation", 0);
  }

  /** The generation that its controller has seen; its status is stale while this is smaller. */
  public long observedGeneration() {
    return number("/status/observedGeneration", 0);
  }

  public Optional<String> annotation(String key) {
    return entry("annotations", key);
  }

  public Optional<String> label(String key) {
    return entry("labels", key);
  }

  public Map<String, String> annotations() {
    return entries("annotations");
  }

  public Map<String, String> labels() {
    return entries("labels");
  }

  /** The text at a JSON pointer, empty where there is none. */
  public String text(String pointer) {
    return json.at(pointer).asText();
  }

  /** The number at a JSON pointer. */
  public long number(String pointer, long otherwise) {
    return json.at(pointer).asLong(otherwise);
  }

  /** A copy of what is at a JSON pointer; a missing node where there is nothing. */
  public JsonNode at(String pointer) {
    return json.at(pointer).deepCopy();
  }

  /** Whether an object of this uid has it in its charge. */
  public boolean controlledBy(String uid) {
    for (JsonNode owner : json.at("/metadata/ownerReferences")) {
      if (owner.path("controller").asBoolean() && owner.path("uid").asText().equals(uid)) {
        return true;
      }
    }
    return false;
  }

  /** This object with a change. */
  public KubeObject edited(Consumer<ObjectNode> change) {
    ObjectNode copy = json.deepCopy();
    change.accept(copy);
    return new KubeObject(copy);
  }

  @Override
  public String toString() {
    return kind() + " " + namespace() + "/" + name() + " at " + resourceVersion();
  }

  private Map<String, String> entries(String map) {
    Map<String, String> entries = new TreeMap<>();
    json.path("metadata").path(map).properties().stream()
        .filter(entry -> entry.getValue().isTextual())
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue().textValue()));
    return entries;
  }

  private Optional<String> entry(String map, String key) {
    JsonNode value = json.path("metadata").path(map).path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }
}

package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the metadata of an object. Absent text reads as empty, absent numbers as 0. */
public final class Metadata {

  private Metadata() {}

  /** The metadata of an object that may be changed; created when absent. */
  public static ObjectNode of(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }

  public static String name(JsonNode object) {
    return text(object, "name");
  }

  public static String namespace(JsonNode object) {
    return text(object, "namespace");
  }

  public static String uid(JsonNode object) {
    return text(object, "uid");
  }

  public static String resourceVersion(JsonNode object) {
    return text(object, "resourceVersion");
  }

  public static long generation(JsonNode object) {
    return object.path("metadata").path("generation").asLong();
  }

  /** The value of a label, empty when it is not set. */
  public static Optional<String> label(JsonNode object, String key) {
    JsonNode value = object.path("metadata").path("labels").path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** The value of an annotation, empty when it is not set. */
  public static Optional<String> annotation(JsonNode object, String key) {
    JsonNode value = object.path("metadata").path("annotations").path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /** Whether the object is on its way out. */
  public static boolean deleting(JsonNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  /** The finalizers that still hold the object. */
  public static List<String> finalizers(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.path("metadata").path("finalizers").forEach(f -> names.add(f.asText()));
    return names;
  }

  /** The uid of the owner that controls this object, empty when none does. */
  public static Optional<String> controllerUid(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return Optional.of(owner.path("uid").asText());
      }
    }
    return Optional.empty();
  }

  /** Makes {@code owner} the controller of {@code object}, with blockOwnerDeletion. */
  public static void controlledBy(ObjectNode object, ObjectNode owner) {
    of(object)
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", owner.path("apiVersion").asText())
        .put("kind", owner.path("kind").asText())
        .put("name", name(owner))
        .put("uid", uid(owner))
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  /** An instant as Kubernetes writes it in metadata and conditions: UTC, whole seconds. */
  public static String timestamp(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String text(JsonNode object, String field) {
    return object.path("metadata").path(field).asText("");
  }
}

package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.type.ResourceType;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Labels;
import java.util.Optional;

/** Who controls what: adoption of orphans that a selector picks, release of what it does not. */
final class Owners {
  private Owners() {}

  /** The name of the controller of this kind. */
  static Optional<String> controllerName(JsonNode object, String kind) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean() && owner.path("kind").asText().equals(kind)) {
        return Optional.of(owner.path("name").asText());
      }
    }
    return Optional.empty();
  }

  /** Adopts and releases, so that {@code owner} controls exactly what its selector picks. */
  static void claim(Cluster cluster, ResourceType type, ObjectNode owner, String manager) {
    JsonNode selector = owner.path("spec").path("selector");
    String uid = Metadata.uid(owner);
    for (ObjectNode own : cluster.ownedBy(uid, type)) {
      if (!Metadata.deleting(own) && !Labels.match(selector, own)) {
        cluster.edit(type, own, manager, o -> release(o, uid));
      }
    }
    if (Metadata.deleting(owner)) {
      return;
    }
    for (ObjectNode candidate : cluster.uncontrolledIn(type, Metadata.namespace(owner))) {
      if (!Metadata.deleting(candidate) && Labels.match(selector, candidate)) {
        cluster.edit(type, candidate, manager, o -> adopt(o, owner));
      }
    }
  }

  private static void adopt(ObjectNode object, ObjectNode owner) {
    ArrayNode before = Metadata.of(object).withArrayProperty("ownerReferences").deepCopy();
    Metadata.controlledBy(object, owner);
    Metadata.of(object).withArrayProperty("ownerReferences").addAll(before);
  }

  private static void release(ObjectNode object, String uid) {
    ArrayNode owners = Metadata.of(object).withArrayProperty("ownerReferences");
    for (int i = owners.size() - 1; i >= 0; i--) {
      if (owners.get(i).path("uid").asText().equals(uid)) {
        owners.remove(i);
      }
    }
    if (owners.isEmpty()) {
      Metadata.of(object).remove("ownerReferences");
    }
  }
}

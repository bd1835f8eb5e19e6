package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.type.ResourceType;

/** Refuses a deletion meant for another object or another version of it. */
final class Preconditions {

  private Preconditions() {}

  static void check(ResourceType type, ObjectNode object, DeleteOptions options) {
    String name = Metadata.name(object);
    String uid = options.uid();
    if (uid != null && !uid.equals(Metadata.uid(object))) {
      throw ApiException.precondition(
          type, name, "UID", uid, Metadata.uid(object), "deleted and then recreated");
    }
    String version = options.resourceVersion();
    if (version != null && !version.equals(Metadata.resourceVersion(object))) {
      throw ApiException.precondition(
          type, name, "ResourceVersion", version, Metadata.resourceVersion(object), "modified");
    }
  }
}

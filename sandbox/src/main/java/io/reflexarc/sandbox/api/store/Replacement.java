package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.List;

/** What becomes of a stored object when a caller wants it replaced. */
final class Replacement {

  private static final List<String> SERVER_OWNED =
      List.of(
          "name",
          "generateName",
          "namespace",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");

  private Replacement() {}

  /** Refuses a write meant for another version of the object, or for another object. */
  static void checkIdentity(ResourceType type, ObjectNode before, ObjectNode wanted) {
    String name = Metadata.name(before);
    String version = Metadata.resourceVersion(wanted);
    if (!version.isEmpty() && !version.equals(Metadata.resourceVersion(before))) {
      throw ApiException.modified(type, name);
    }
    String uid = Metadata.uid(wanted);
    if (!uid.isEmpty() && !uid.equals(Metadata.uid(before))) {
      throw ApiException.precondition(
          type, name, "UID", uid, Metadata.uid(before), "deleted and then recreated");
    }
  }

  /** The object to store: what the caller wants, with what the server owns as it was. */
  static ObjectNode merge(
      ResourceType type, ObjectNode before, ObjectNode wanted, String subresource) {
    ObjectNode after;
    if (subresource.equals("status")) {
      after = before.deepCopy();
      copy(wanted, after, "status");
      if (BuiltInTypes.all().contains(type)) {
        copy(Metadata.of(wanted), Metadata.of(after), "annotations");
      }
      copy(Metadata.of(wanted), Metadata.of(after), "managedFields");
      return after;
    }
    after = Layout.ordered(type, wanted);
    if (type.hasStatus()) {
      copy(before, after, "status");
    }
    ObjectNode metadata = Metadata.of(after);
    for (String field : SERVER_OWNED) {
      copy(Metadata.of(before), metadata, field);
    }
    return after;
  }

  private static void copy(ObjectNode from, ObjectNode to, String field) {
    JsonNode value = from.get(field);
    if (value == null || value.isNull()) {
      to.remove(field);
    } else {
      to.set(field, value.deepCopy());
    }
  }
}

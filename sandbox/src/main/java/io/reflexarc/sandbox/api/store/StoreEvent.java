package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One change of one object.
 *
 * @param resourceVersion the version that this change gave the store
 * @param change what happened
 * @param type the type of the object
 * @param before the object before the change, null when it was added
 * @param object the object after the change; when it was deleted, its last state carrying the
 *     resourceVersion of the deletion
 */
public record StoreEvent(
    long resourceVersion,
    Change change,
    ResourceType type,
    @Nullable ObjectNode before,
    ObjectNode object) {

  /** What happened to an object, in the words of a watch. */
  public enum Change {
    ADDED,
    MODIFIED,
    DELETED
  }

  public StoreEvent {
    Objects.requireNonNull(change, "change");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(object, "object");
  }
}

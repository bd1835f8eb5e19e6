package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A write that is about to happen.
 *
 * @param operation what kind of write
 * @param type the type of the object
 * @param subresource such as {@code status}, empty for the object itself
 * @param before the stored object, null at a creation
 * @param object the object to be stored, which an admission may change in place; at a deletion the
 *     stored object, which it may not
 * @param options who writes, and whether for real
 */
public record AdmissionRequest(
    Operation operation,
    ResourceType type,
    String subresource,
    @Nullable ObjectNode before,
    ObjectNode object,
    WriteOptions options) {

  /** Kinds of writes. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE
  }
}

package io.reflexarc.sandbox.api.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a field may hold, and how its content merges. */
public sealed interface FieldType
    permits FieldType.Scalar, FieldType.ListOf, FieldType.MapOf, FieldType.Any, Struct {

  /** A single value. */
  record Scalar(Kind kind) implements FieldType {

    /** Kinds of single values. */
    public enum Kind {
      STRING,
      INT32,
      INT64,
      NUMBER,
      BOOL,
      QUANTITY,
      INT_OR_STRING
    }
  }

  /**
   * A list.
   *
   * @param element what its elements are
   * @param keys fields that tell elements apart for server-side apply; empty when the list is
   *     replaced as a whole
   * @param mergeKey the field that tells elements apart for a strategic merge patch, null when such
   *     a patch replaces the list
   * @param set whether the list holds distinct values that are added and removed one by one
   */
  record ListOf(FieldType element, List<String> keys, @Nullable String mergeKey, boolean set)
      implements FieldType {

    public ListOf {
      Objects.requireNonNull(element, "element");
      keys = List.copyOf(keys);
    }
  }

  /**
   * A map with free keys.
   *
   * @param value what its values are
   * @param atomic whether it is replaced as a whole
   */
  record MapOf(FieldType value, boolean atomic) implements FieldType {}

  /** Anything; not looked into, replaced as a whole by server-side apply. */
  record Any() implements FieldType {}

  /** The type of whatever a named field or key of this type holds. Unknown fields hold anything. */
  default FieldType child(String name) {
    if (this instanceof Struct struct) {
      FieldType field = struct.fields().get(name);
      return field == null ? new Any() : field;
    }
    if (this instanceof MapOf map) {
      return map.value();
    }
    return new Any();
  }
}

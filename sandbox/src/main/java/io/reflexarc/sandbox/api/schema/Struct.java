package io.reflexarc.sandbox.api.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object with named fields. Structs may refer to themselves, so they are filled after birth. */
public final class Struct implements FieldType {

  private final String name;
  private final boolean atomic;
  private final Map<String, FieldType> fields = new LinkedHashMap<>();

  Struct(String name, boolean atomic) {
    this.name = name;
    this.atomic = atomic;
  }

  /** The name under which OpenAPI lists it. */
  public String name() {
    return name;
  }

  /** Whether server-side apply replaces it as a whole. */
  public boolean atomic() {
    return atomic;
  }

  /** The fields by name; not to be changed. */
  public Map<String, FieldType> fields() {
    return Collections.unmodifiableMap(fields);
  }

  void field(String field, FieldType type) {
    fields.put(field, type);
  }

  @Override
  public String toString() {
    return "Struct[" + name + "]";
  }
}

package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.type.ResourceType;
import java.util.Comparator;
import java.util.Objects;

/**
 * Where an object is within its type. Keys sort as a list answers: by namespace, then by name.
 *
 * @param namespace empty for objects of the whole cluster
 * @param name the object's name
 */
public record ObjectKey(String namespace, String name) implements Comparable<ObjectKey> {

  private static final Comparator<ObjectKey> ORDER =
      Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::name);

  public ObjectKey {
    Objects.requireNonNull(namespace, "namespace");
    Objects.requireNonNull(name, "name");
  }

  /** The key of this object, read from its metadata. */
  public static ObjectKey of(ObjectNode object) {
    return new ObjectKey(Metadata.namespace(object), Metadata.name(object));
  }

  /** The key of an object of this type; the namespace is left out where the type has none. */
  static ObjectKey of(ResourceType type, String namespace, String name) {
    return new ObjectKey(type.namespaced() ? namespace : "", name);
  }

  /** The same key within this type. */
  ObjectKey in(ResourceType type) {
    return type.namespaced() ? this : new ObjectKey("", name);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}

package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

  @Override
  public int compareTo(ObjectKey other) {
    return ORDER.compare(this, other);
  }
}

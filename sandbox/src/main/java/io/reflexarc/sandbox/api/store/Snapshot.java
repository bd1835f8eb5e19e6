package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Objects as they were together at one resourceVersion, sorted by namespace and name.
 *
 * @param resourceVersion the version of the store
 * @param objects the stored objects; never change them
 */
public record Snapshot(long resourceVersion, List<ObjectNode> objects) {

  public Snapshot {
    objects = List.copyOf(objects);
  }
}

package io.reflexarc.sandbox.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * The outcome of a deletion.
 *
 * @param object the last state of the object
 * @param gone whether it is gone; otherwise grace or finalizers hold it for now
 */
public record Deletion(ObjectNode object, boolean gone) {

  public Deletion {
    Objects.requireNonNull(object, "object");
  }
}

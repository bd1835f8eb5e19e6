package io.reflexarc.actuator.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.cluster.KubeObject;

/**
 * Objects as people write them down, with {@code '} for {@code "}, and what an edit makes of them.
 */
public final class Objects {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Objects() {}

  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static KubeObject object(String text) {
    return new KubeObject(json(text));
  }

  /** The object that an edit writes. */
  public static KubeObject written(KubeObject object, Edited edited) {
    if (edited instanceof Edited.To to) {
      return object.edited(to.how());
    }
    throw new AssertionError("nothing is written: " + edited);
  }
}

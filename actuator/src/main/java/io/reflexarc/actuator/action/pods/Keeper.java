package io.reflexarc.actuator.action.pods;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Optional;

/**
 * Who keeps an object, and makes it anew: its controller, by its owner references.
 *
 * @param kind such as {@code ReplicaSet}
 * @param name its name, in the object's namespace
 * @param uid its uid
 */
public record Keeper(String kind, String name, String uid) {

  /** Empty for what somebody made by hand. */
  public static Optional<Keeper> of(KubeObject object) {
    for (JsonNode owner : object.at("/metadata/ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return Optional.of(
            new Keeper(
                owner.path("kind").asText(),
                owner.path("name").asText(),
                owner.path("uid").asText()));
      }
    }
    return Optional.empty();
  }
}

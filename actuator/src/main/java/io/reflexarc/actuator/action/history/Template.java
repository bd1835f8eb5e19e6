package io.reflexarc.actuator.action.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;

/**
 * A pod template without the hash label that the controller adds for its ReplicaSets: equal
 * templates are one revision, as the Deployment controller itself compares them.
 *
 * @param json the template; never changed
 */
public record Template(JsonNode json) {

  private static final String HASH = "pod-template-hash";

  /** That of a Deployment or ReplicaSet. */
  public static Template of(KubeObject object) {
    JsonNode template = object.at("/spec/template");
    if (template.at("/metadata") instanceof ObjectNode metadata) {
      metadata.remove("creationTimestamp");
      if (metadata.path("labels") instanceof ObjectNode labels) {
        labels.remove(HASH);
      }
    }
    return new Template(template);
  }

  /** The version that its labels state, empty where they state none. */
  public String labelledVersion() {
    JsonNode labels = json.at("/metadata/labels");
    String recommended = labels.path("app.kubernetes.io/version").asText();
    return recommended.isEmpty() ? labels.path("version").asText() : recommended;
  }
}

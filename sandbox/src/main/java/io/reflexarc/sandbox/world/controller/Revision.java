package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import java.util.Map;
import java.util.Set;

/** The annotations with which the Deployment controller numbers ReplicaSets. */
final class Revision {
  static final String REVISION = "deployment.kubernetes.io/revision";
  static final String HISTORY = "deployment.kubernetes.io/revision-history";
  static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
  static final String MAX = "deployment.kubernetes.io/max-replicas";

  private static final Set<String> NOT_COPIED =
      Set.of(
          "kubectl.kubernetes.io/last-applied-configuration",
          REVISION,
          HISTORY,
          DESIRED,
          MAX,
          "deprecated.deployment.rollback.to");

  private Revision() {}

  /** The revision of a Deployment or ReplicaSet; 0 when it has none. */
  static long of(JsonNode object) {
    return number(object, REVISION);
  }

  /** The number in an annotation; 0 when absent or no number. */
  static long number(JsonNode object, String annotation) {
    String text = Metadata.annotation(object, annotation).orElse("0");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** Writes the Deployment's annotations and the revision on its newest ReplicaSet. */
  static void mark(ObjectNode replicaSet, JsonNode deployment, long revision) {
    ObjectNode annotations = Metadata.of(replicaSet).withObjectProperty("annotations");
    for (Map.Entry<String, JsonNode> field :
        deployment.path("metadata").path("annotations").properties()) {
      if (!NOT_COPIED.contains(field.getKey())) {
        annotations.set(field.getKey(), field.getValue());
      }
    }
    long before = of(replicaSet);
    if (before < revision) {
      annotations.put(REVISION, Long.toString(revision));
      if (before > 0) {
        String history = annotations.path(HISTORY).asText("");
        annotations.put(HISTORY, history.isEmpty() ? "" + before : history + "," + before);
      }
    }
  }

  /** Writes how many pods the Deployment wants and may have. */
  static void size(ObjectNode replicaSet, int desired, int max) {
    Metadata.of(replicaSet)
        .withObjectProperty("annotations")
        .put(DESIRED, Integer.toString(desired))
        .put(MAX, Integer.toString(max));
  }
}

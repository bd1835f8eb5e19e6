package io.reflexarc.actuator.action.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A pod template without the hash labels that controllers add for its ReplicaSets: equal templates
 * are one revision, as the controllers themselves compare them.
 *
 * @param json the template; never changed
 */
public record Template(JsonNode json) {

  private static final List<String> HASHES =
      List.of("pod-template-hash", "rollouts-pod-template-hash");

  /** That of a workload or ReplicaSet. */
  public static Template of(KubeObject object) {
    return plain(object.at("/spec/template"));
  }

  /**
   * That which an object of the history keeps: a ReplicaSet its own, a ControllerRevision in a
   * patch that puts it in the place of the other.
   */
  public static Template kept(KubeObject revision) {
    if (!revision.at("/data").isObject()) {
      return of(revision);
    }
    JsonNode template = revision.at("/data/spec/template");
    if (template instanceof ObjectNode patch) {
      patch.remove("$patch");
    }
    return plain(template);
  }

  /** The ControllerRevision that keeps an equal one, the newest of several. */
  static Optional<KubeObject> newestLike(Template wanted, List<KubeObject> revisions) {
    return revisions.stream()
        .filter(revision -> kept(revision).equals(wanted))
        .max(Comparator.comparingLong(revision -> revision.number("/revision", 0)));
  }

  private static Template plain(JsonNode template) {
    if (template.at("/metadata") instanceof ObjectNode metadata) {
      metadata.remove("creationTimestamp");
      if (metadata.path("labels") instanceof ObjectNode labels) {
        labels.remove(HASHES);
      }
    }
    return new Template(template);
  }

  /** Without these entries of its labels and annotations. */
  Template without(JsonNode metadata) {
    ObjectNode rest = json.deepCopy();
    for (String map : List.of("labels", "annotations")) {
      if (rest.path("metadata").path(map) instanceof ObjectNode entries) {
        metadata.path(map).fieldNames().forEachRemaining(entries::remove);
      }
    }
    return new Template(rest);
  }

  /** The version that its labels state, empty where they state none. */
  public String labelledVersion() {
    JsonNode labels = json.at("/metadata/labels");
    String recommended = labels.path("app.kubernetes.io/version").asText();
    return recommended.isEmpty() ? labels.path("version").asText() : recommended;
  }
}

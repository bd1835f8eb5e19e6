package io.reflexarc.actuator.action.failover;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.cluster.KubeObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which pods a Service serves from, as far as one label of its selector tells.
 *
 * @param service the object as it is
 * @param label of the selector
 */
record Choice(KubeObject service, String label) {

  /** The labels that a Service selects by; none for one whose endpoints somebody else keeps. */
  static Map<String, String> selector(KubeObject service) {
    Map<String, String> selector = new TreeMap<>();
    service
        .at("/spec/selector")
        .properties()
        .forEach(entry -> selector.put(entry.getKey(), entry.getValue().asText()));
    return selector;
  }

  /**
   * Another value, where a pod is ready for it.
   *
   * @param pods those that it would serve from
   */
  Edited of(String value, List<KubeObject> pods) {
    Optional<String> objection = objection(value, pods);
    if (objection.isPresent()) {
      return new Edited.Not(
          new Outcome.Refused(Refusal.UNFIT, "Service " + service.name() + ": " + objection.get()));
    }
    String field = "selector." + label;
    return new Edited.To(
        json -> json.withObject("/spec").withObjectProperty("selector").put(label, value),
        new Change(Map.of(field, current()), Map.of(field, value)));
  }

  private Optional<String> objection(String value, List<KubeObject> pods) {
    if (current().isEmpty()) {
      return Optional.of("it does not select by " + label);
    }
    if (current().equals(value)) {
      return Optional.of("it selects " + label + "=" + value + " already");
    }
    return pods.stream().anyMatch(Choice::serves)
        ? Optional.empty()
        : Optional.of(
            "of " + pods.size() + " pods with " + label + "=" + value + " none is ready to serve");
  }

  private String current() {
    return selector(service).getOrDefault(label, "");
  }

  private static boolean serves(KubeObject pod) {
    if (!pod.text("/metadata/deletionTimestamp").isEmpty()) {
      return false;
    }
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }
}

package io.reflexarc.actuator.action.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.pods.LabelSelector;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.KubeObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A pod's way out of sight: the labels by which its ReplicaSet and its Services find it come off.
 *
 * @param pod which
 * @param off those labels, with their values
 */
record Retreat(Pod pod, Map<String, String> off) {

  /** Annotation: the labels that were taken off, as JSON, for who wants to put them back. */
  static final String LABELS = "reflexarc.io/quarantined-labels";

  /** Annotation: until when it is kept. */
  static final String UNTIL = "reflexarc.io/quarantined-until";

  Retreat {
    off = Map.copyOf(off);
  }

  /** What has to come off so that none of these finds it. */
  static Retreat of(Pod pod, List<KubeObject> keepers, List<KubeObject> services) {
    Map<String, String> labels = pod.labels();
    Map<String, String> off = new TreeMap<>();
    for (KubeObject keeper : keepers) {
      for (String key : LabelSelector.of(keeper).keys()) {
        take(labels, key, off);
      }
    }
    for (KubeObject service : services) {
      JsonNode selector = service.at("/spec/selector");
      if (selects(selector, labels)) {
        selector.fieldNames().forEachRemaining(key -> take(labels, key, off));
      }
    }
    return new Retreat(pod, off);
  }

  private static void take(Map<String, String> labels, String key, Map<String, String> off) {
    String value = labels.get(key);
    if (value != null) {
      off.put(key, value);
    }
  }

  /** A Service without a selector selects nothing. */
  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(term -> term.getValue().asText().equals(labels.get(term.getKey())));
  }

  /** The labels that stay. */
  Map<String, String> labels() {
    Map<String, String> left = pod.labels();
    left.keySet().removeAll(off.keySet());
    return left;
  }

  /** Takes them off, and sets the pod's time. */
  void of(ObjectNode json, QuarantineOrder order) {
    ObjectNode labels = json.withObject("/metadata").withObjectProperty("labels");
    labels.remove(off.keySet());
    labels.put(QuarantinePod.QUARANTINED, order.expected().getUid());
    json.withObject("/metadata")
        .withObjectProperty("annotations")
        .put(LABELS, text())
        .put(UNTIL, order.keepUntil().toString());
    json.withObject("/spec").put("activeDeadlineSeconds", seconds(order.keepUntil()));
  }

  /**
   * From its start until then, in seconds: a deadline may be set on a running pod, and only be made
   * earlier.
   */
  private long seconds(Instant keepUntil) {
    Instant started = pod.startedAt().orElseThrow();
    long wanted = Math.max(1, Duration.between(started, keepUntil).toSeconds());
    long earlier = pod.object().number("/spec/activeDeadlineSeconds", Integer.MAX_VALUE);
    return Math.min(wanted, earlier);
  }

  /** What changes, in words. */
  Change change(Instant keepUntil) {
    Map<String, String> before = new TreeMap<>();
    off.forEach((key, value) -> before.put("label " + key, value));
    return new Change(before, Map.of("quarantined until", keepUntil.toString()));
  }

  private String text() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(off).forEach(json::put);
    return json.toString();
  }
}

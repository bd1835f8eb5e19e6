package io.reflexarc.actuator.action.rollback;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Step;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Pods of the release that is left, which do not serve and keep their StatefulSet from going on: it
 * replaces its pods in order and waits for each to be ready, for ever, also for one that its old
 * template broke. Nobody but who deletes them helps.
 *
 * @param pods those, the highest ordinal first
 */
record StuckPods(List<KubeObject> pods) {

  private static final String REVISION = "controller-revision-hash";
  static final StuckPods NONE = new StuckPods(List.of());

  StuckPods {
    pods = List.copyOf(pods);
  }

  /** Those of a workload that are of a revision; other kinds than StatefulSets have none. */
  static StuckPods look(Optional<Seen> seen, String revision, ClusterReader cluster)
      throws ClusterException {
    return seen.isPresent() && waits(seen.get().workload())
        ? look(seen.get().workload(), revision, cluster)
        : NONE;
  }

  private static StuckPods look(KubeObject set, String revision, ClusterReader cluster)
      throws ClusterException {
    Selection selection = Selection.in(set.namespace()).labelled(Map.of(REVISION, revision));
    return new StuckPods(
        cluster.list(ResourceKind.POD, selection).stream()
            .filter(pod -> pod.controlledBy(set.uid()))
            .filter(pod -> pod.text("/metadata/deletionTimestamp").isEmpty() && !ready(pod))
            .sorted(Comparator.comparingLong(StuckPods::ordinal).reversed())
            .toList());
  }

  boolean isEmpty() {
    return pods.isEmpty();
  }

  /** Each is deleted by itself, guarded as it was read. */
  List<Step> removals() {
    return pods.stream().<Step>map(StuckPods::removal).toList();
  }

  private static Step removal(KubeObject pod) {
    Change change = new Change(Map.of(pod.name(), "not ready"), Map.of(pod.name(), "deleted"));
    return new Step.Remove(ResourceKind.POD, pod, Removal.DELETE, change);
  }

  /** Their names, with commas. */
  String names() {
    return pods.stream().map(KubeObject::name).collect(Collectors.joining(", "));
  }

  private static boolean waits(KubeObject workload) {
    return workload.kind().equals(ResourceKind.STATEFUL_SET.kind())
        && !workload.text("/spec/podManagementPolicy").equals("Parallel");
  }

  private static boolean ready(KubeObject pod) {
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private static long ordinal(KubeObject pod) {
    String end = pod.name().substring(pod.name().lastIndexOf('-') + 1);
    return end.matches("[0-9]{1,9}") ? Long.parseLong(end) : -1;
  }
}

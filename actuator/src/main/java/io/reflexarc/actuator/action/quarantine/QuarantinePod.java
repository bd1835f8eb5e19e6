package io.reflexarc.actuator.action.quarantine;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.action.pods.Keeper;
import io.reflexarc.actuator.action.pods.LabelSelector;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code quarantinePod}: the labels by which a pod is found are taken off it, in one write with the
 * mark. Its ReplicaSet lets go of it and makes another, its Services send it nothing more, and its
 * node ends it when its time is over.
 *
 * <p>Parameters {@code pod}, {@code atMost}, {@code keepUntil}. Preconditions with the uid of the
 * pod and of the workload.
 */
public final class QuarantinePod implements Action {

  /** Label: in quarantine, with the uid of the workload that it was of. */
  static final String QUARANTINED = "reflexarc.io/quarantined";

  @Override
  public String name() {
    return "quarantinePod";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.POD, "get", "list", "update"),
        Right.to(ResourceKind.DEPLOYMENT, "get"),
        Right.to(ResourceKind.REPLICA_SET, "get"),
        Right.to(ResourceKind.SERVICE, "list"),
        Budgets.RIGHT);
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    QuarantineOrder order = QuarantineOrder.of(command);
    String namespace = order.workload().namespace();
    Optional<Pod> pod = order.pod().look(cluster);
    Optional<KubeObject> workload =
        cluster.get(ResourceKind.DEPLOYMENT, namespace, order.workload().name());
    return new QuarantineSight(
        command,
        order,
        pod,
        workload,
        keeper(pod, cluster),
        cluster.list(ResourceKind.SERVICE, Selection.in(namespace)),
        Budgets.look(List.of(namespace), cluster),
        pods(Map.of(QUARANTINED, order.expected().getUid()), namespace, cluster),
        workload.isEmpty()
            ? List.of()
            : pods(LabelSelector.of(workload.get()).fixed(), namespace, cluster));
  }

  private static Optional<KubeObject> keeper(Optional<Pod> pod, ClusterReader cluster)
      throws ClusterException {
    Optional<Keeper> set =
        pod.filter(found -> found.isKeptBy(ResourceKind.REPLICA_SET.kind())).flatMap(Pod::keeper);
    return set.isEmpty()
        ? Optional.empty()
        : cluster
            .get(ResourceKind.REPLICA_SET, pod.orElseThrow().namespace(), set.get().name())
            .filter(found -> found.uid().equals(set.get().uid()));
  }

  private static List<Pod> pods(Map<String, String> labels, String namespace, ClusterReader cluster)
      throws ClusterException {
    return cluster.list(ResourceKind.POD, Selection.in(namespace).labelled(labels)).stream()
        .map(Pod::new)
        .toList();
  }
}

package io.reflexarc.actuator.action.history;

import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The revisions of one workload that its cluster still holds. */
public interface History {

  /** No revision is known. */
  History NONE =
      new History() {
        @Override
        public Optional<String> current() {
          return Optional.empty();
        }

        @Override
        public Optional<KubeObject> keeps(String revision) {
          return Optional.empty();
        }
      };

  /** The revision that the workload asks for; empty while it is not rolled out. */
  Optional<String> current();

  /** The object that keeps a revision; empty when it is no longer kept. */
  Optional<KubeObject> keeps(String revision);

  /** The template of a revision; empty when it is no longer kept. */
  default Optional<Template> template(String revision) {
    return keeps(revision).map(Template::kept);
  }

  /**
   * That of a workload, in the words that its state is published in: of a Deployment the number of
   * its ReplicaSet, and so of an Argo Rollout, of a StatefulSet the name of its ControllerRevision,
   * of a DaemonSet the generation of its template.
   *
   * @throws ClusterException when the cluster could not be read
   */
  static History look(KubeObject workload, ClusterReader cluster) throws ClusterException {
    String kind = workload.kind();
    if (kind.equals(ResourceKind.DEPLOYMENT.kind())) {
      return new Revisions(workload, owned(workload, ResourceKind.REPLICA_SET, cluster));
    }
    if (kind.equals(ResourceKind.ROLLOUT.kind())) {
      return new RolloutRevisions(workload, owned(workload, ResourceKind.REPLICA_SET, cluster));
    }
    if (kind.equals(ResourceKind.STATEFUL_SET.kind())) {
      return new SetRevisions(workload, owned(workload, ResourceKind.CONTROLLER_REVISION, cluster));
    }
    return kind.equals(ResourceKind.DAEMON_SET.kind())
        ? new DaemonRevisions(workload, owned(workload, ResourceKind.CONTROLLER_REVISION, cluster))
        : NONE;
  }

  private static List<KubeObject> owned(
      KubeObject workload, ResourceKind kind, ClusterReader cluster) throws ClusterException {
    return cluster
        .list(kind, Selection.in(workload.namespace()).labelled(podLabels(workload)))
        .stream()
        .filter(candidate -> candidate.controlledBy(workload.uid()))
        .toList();
  }

  private static Map<String, String> podLabels(KubeObject workload) {
    Map<String, String> labels = new TreeMap<>();
    workload
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}

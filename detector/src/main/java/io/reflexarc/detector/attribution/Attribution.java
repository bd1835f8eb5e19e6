package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.cluster.TemplateHash;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the workload that a pod, a Deployment or a node counts for. */
public final class Attribution {

  private static final String DEPLOYMENT = "Deployment";
  private static final String REPLICA_SET = "ReplicaSet";

  private final String cluster;
  private final Picture picture;
  private final VersionSources versions;
  private final Lineage lineage;

  /**
   * @param cluster name of the cluster, the first part of every target
   * @param versions how versions are named
   * @param inquiry asked for owners of kinds that are not watched
   */
  public Attribution(
      String cluster, Picture picture, VersionSources versions, OwnerInquiry inquiry) {
    this.lineage = new Lineage(picture, inquiry);
    this.cluster = cluster;
    this.picture = picture;
    this.versions = versions;
  }

  /** Name of the cluster, the first part of every target. */
  public String cluster() {
    return cluster;
  }

  /** Who owns whom. */
  public Lineage lineage() {
    return lineage;
  }

  /** How versions are named. */
  public VersionSources versions() {
    return versions;
  }

  /** The key of a Deployment itself. */
  public TargetKey objectOf(DeploymentView deployment) {
    return key(deployment.meta().namespace(), DEPLOYMENT, deployment.meta().name());
  }

  /** The key of a StatefulSet or DaemonSet. */
  public TargetKey objectOf(RevisionedView set) {
    return key(set.meta().namespace(), set.kind(), set.meta().name());
  }

  /** The key of an Argo Rollout. */
  public TargetKey objectOf(RolloutView rollout) {
    return key(rollout.meta().namespace(), RolloutView.KIND, rollout.meta().name());
  }

  /** The workload that a Deployment counts for: of a canary its stable. */
  public TargetKey targetOf(DeploymentView deployment) {
    return objectOf(picture.stableOf(deployment));
  }

  /** The key of any object of the cluster. */
  public TargetKey keyOf(String namespace, String kind, String name) {
    return key(namespace, kind, name);
  }

  /** The target that an object counts for: itself, but of a canary its stable. */
  public TargetKey targetOf(TargetKey object) {
    return object.kind().equals(DEPLOYMENT)
        ? picture.deployment(object.namespace(), object.name()).map(this::targetOf).orElse(object)
        : object;
  }

  /** The key of a node. */
  public TargetKey targetOfNode(String node) {
    return key("", "Node", node);
  }

  /**
   * Where a pod belongs; empty while the streams have not yet told of the owners that its own
   * references name.
   */
  public Optional<Place> placeOf(PodView pod) {
    Metadata.ControllerRef controller = pod.meta().controller();
    if (controller == null) {
      return Optional.of(alone(pod, pod.meta().namespace(), "Pod", pod.meta().name()));
    }
    Lineage.Ancestor top = lineage.above(pod.meta().namespace(), controller);
    return top.certain() ? placeUnder(pod, controller, top) : Optional.empty();
  }

  /**
   * Where a pod belongs by what is known so far, when its owners stay untold: the ReplicaSet's name
   * without the template's hash is its maker's.
   */
  public Place presumedPlaceOf(PodView pod) {
    String namespace = pod.meta().namespace();
    Metadata.ControllerRef controller = pod.meta().controller();
    if (controller == null) {
      return alone(pod, namespace, "Pod", pod.meta().name());
    }
    Lineage.Ancestor top = lineage.above(namespace, controller);
    Metadata.ControllerRef ref = top.ref();
    String hash = "-" + TemplateHash.of(pod.meta().labels());
    if (ref.kind().equals(REPLICA_SET) && hash.length() > 1 && ref.name().endsWith(hash)) {
      String kind =
          pod.meta().labels().containsKey(TemplateHash.OF_ROLLOUTS) ? RolloutView.KIND : DEPLOYMENT;
      String name = ref.name().substring(0, ref.name().length() - hash.length());
      TargetKey object = key(namespace, kind, name);
      return new Place(targetOf(object), object, versions.of(pod), null);
    }
    return placeUnder(pod, controller, top)
        .orElseGet(() -> alone(pod, top.namespace(), ref.kind(), ref.name()));
  }

  private Optional<Place> placeUnder(
      PodView pod, Metadata.ControllerRef controller, Lineage.Ancestor top) {
    String version = versions.of(pod);
    String revision = revisionOf(pod, controller);
    TargetKey object = key(top.namespace(), top.ref().kind(), top.ref().name());
    if (!object.kind().equals(DEPLOYMENT)) {
      return Optional.of(new Place(object, object, version, revision));
    }
    return picture
        .deployment(object.namespace(), object.name())
        .map(deployment -> new Place(targetOf(deployment), object, version, revision));
  }

  private @Nullable String revisionOf(PodView pod, Metadata.ControllerRef controller) {
    String revision =
        switch (controller.kind()) {
          case REPLICA_SET ->
              picture.replicaSet(controller.uid()).map(ReplicaSetView::revision).orElse("");
          case RevisionedView.STATEFUL_SET, RevisionedView.DAEMON_SET ->
              picture
                  .around()
                  .revisioned(controller.kind(), pod.meta().namespace(), controller.name())
                  .map(it -> it.revisionOf(pod))
                  .orElse("");
          default -> "";
        };
    return revision.isEmpty() ? null : revision;
  }

  private Place alone(PodView pod, String namespace, String kind, String name) {
    TargetKey target = key(namespace, kind, name);
    return new Place(target, target, versions.of(pod), null);
  }

  private TargetKey key(String namespace, String kind, String name) {
    return new TargetKey(cluster, namespace, kind, name);
  }
}

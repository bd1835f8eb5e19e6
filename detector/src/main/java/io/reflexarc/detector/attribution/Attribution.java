package io.reflexarc.detector.attribution;

import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.JobView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.TemplateHash;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;
import java.util.Set;

/** Finds the workload that a pod, a Deployment or a node counts for. */
public final class Attribution {

  private static final String DEPLOYMENT = "Deployment";
  private static final String REPLICA_SET = "ReplicaSet";
  private static final String JOB = "Job";
  private static final Set<String> REVISIONED =
      Set.of(RevisionedView.STATEFUL_SET, RevisionedView.DAEMON_SET);

  private final String cluster;
  private final Picture picture;
  private final VersionSources versions;

  /**
   * @param cluster name of the cluster, the first part of every target
   * @param versions how versions are named
   */
  public Attribution(String cluster, Picture picture, VersionSources versions) {
    this.cluster = cluster;
    this.picture = picture;
    this.versions = versions;
  }

  /** Name of the cluster, the first part of every target. */
  public String cluster() {
    return cluster;
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
      return Optional.of(alone(pod, "Pod", pod.meta().name()));
    }
    if (controller.kind().equals(JOB)) {
      return picture
          .around()
          .named(JobView.class, pod.meta().namespace(), controller.name())
          .map(job -> ofJob(pod, job));
    }
    if (REVISIONED.contains(controller.kind())) {
      return Optional.of(ofRevisioned(pod, controller));
    }
    if (!controller.kind().equals(REPLICA_SET)) {
      return Optional.of(alone(pod, controller.kind(), controller.name()));
    }
    return picture.replicaSet(controller.uid()).flatMap(set -> placeOf(pod, set));
  }

  /**
   * Where a pod belongs by what it says of itself alone, when its owners stay untold: the
   * ReplicaSet's name without the template's hash is the Deployment's.
   */
  public Place presumedPlaceOf(PodView pod) {
    Metadata.ControllerRef controller = pod.meta().controller();
    String hash = "-" + pod.meta().labels().getOrDefault(TemplateHash.OF_DEPLOYMENTS, "?");
    if (controller != null && controller.name().endsWith(hash)) {
      String name = controller.name().substring(0, controller.name().length() - hash.length());
      return picture
          .deployment(pod.meta().namespace(), name)
          .map(it -> new Place(targetOf(it), objectOf(it), versions.of(pod), null))
          .orElseGet(() -> alone(pod, DEPLOYMENT, name));
    }
    return controller == null
        ? alone(pod, "Pod", pod.meta().name())
        : alone(pod, controller.kind(), controller.name());
  }

  private Optional<Place> placeOf(PodView pod, ReplicaSetView set) {
    Metadata.ControllerRef owner = set.meta().controller();
    if (owner == null) {
      return Optional.of(alone(pod, REPLICA_SET, set.meta().name()));
    }
    if (!owner.kind().equals(DEPLOYMENT)) {
      return Optional.of(alone(pod, owner.kind(), owner.name()));
    }
    return picture
        .deployment(pod.meta().namespace(), owner.name())
        .map(
            deployment ->
                new Place(
                    targetOf(deployment),
                    objectOf(deployment),
                    versions.of(pod),
                    set.revision().isEmpty() ? null : set.revision()));
  }

  /** A Job that a CronJob, or any other controller, made counts for its maker. */
  private Place ofJob(PodView pod, JobView job) {
    Metadata.ControllerRef maker = job.meta().controller();
    return maker == null
        ? alone(pod, JOB, job.meta().name())
        : alone(pod, maker.kind(), maker.name());
  }

  private Place ofRevisioned(PodView pod, Metadata.ControllerRef set) {
    TargetKey target = key(pod.meta().namespace(), set.kind(), set.name());
    String revision =
        picture
            .around()
            .revisioned(set.kind(), pod.meta().namespace(), set.name())
            .map(it -> it.revisionOf(pod))
            .orElse("");
    return new Place(target, target, versions.of(pod), revision.isEmpty() ? null : revision);
  }

  private Place alone(PodView pod, String kind, String name) {
    TargetKey target = key(pod.meta().namespace(), kind, name);
    return new Place(target, target, versions.of(pod), null);
  }

  private TargetKey key(String namespace, String kind, String name) {
    return new TargetKey(cluster, namespace, kind, name);
  }
}

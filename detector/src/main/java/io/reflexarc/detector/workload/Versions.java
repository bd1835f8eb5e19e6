package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions that one Deployment carries: those that run, and those that its history holds. */
final class Versions {

  /** Most versions that do not run listed of one Deployment, newest first. */
  static final int MAX_HISTORY = 10;

  private final Picture picture;
  private final VersionSources sources;

  Versions(Picture picture, VersionSources sources) {
    this.picture = picture;
    this.sources = sources;
  }

  List<VersionState> of(
      DeploymentView deployment, TargetKey object, @Nullable WorkloadState before) {
    WorkloadView workload = picture.workload(deployment);
    List<VersionState> versions = new ArrayList<>();
    int history = 0;
    for (ReplicaSetView set : workload.replicaSets()) {
      if (set.revision().isEmpty()) {
        continue;
      }
      boolean current = set.revision().equals(deployment.revision());
      List<PodView> pods =
          picture.podsOf(set.meta().uid()).stream()
              .filter(pod -> !pod.meta().deleting() && !pod.finished())
              .toList();
      if (current || set.desired() > 0 || !pods.isEmpty() || history++ < MAX_HISTORY) {
        versions.add(version(deployment, set, pods, current, object, before));
      }
    }
    return versions;
  }

  private VersionState version(
      DeploymentView deployment,
      ReplicaSetView set,
      List<PodView> pods,
      boolean current,
      TargetKey object,
      @Nullable WorkloadState before) {
    return VersionState.newBuilder()
        .setVersion(sources.of(set))
        .setRevision(set.revision())
        .setObject(object.toString())
        .setTemplateHash(set.templateHash())
        .setImages(set.images())
        .setReplicas(pods.size())
        .setReady((int) pods.stream().filter(PodView::ready).count())
        .setDesired(set.desired())
        .setSince(since(deployment, set, pods, current, object, before))
        .setMemoryLimitBytes(set.memoryLimitBytes())
        .setUid(deployment.meta().uid())
        .setGeneration(deployment.meta().generation())
        .setCurrent(current)
        .build();
  }

  /**
   * As first published, so that it stays. A fresh template was rolled out when its set was made;
   * one that was come back to, when the oldest of its pods was, or else when its rollout last
   * moved.
   */
  private static Instant since(
      DeploymentView deployment,
      ReplicaSetView set,
      List<PodView> pods,
      boolean current,
      TargetKey object,
      @Nullable WorkloadState before) {
    if (before != null) {
      for (VersionState known : before.getVersions()) {
        if (known.getObject().equals(object.toString())
            && known.getRevision().equals(set.revision())
            && known.getTemplateHash().equals(set.templateHash())) {
          return known.getSince();
        }
      }
    }
    if (!set.reused()) {
      return set.meta().createdAt();
    }
    return pods.stream()
        .map(pod -> pod.meta().createdAt())
        .min(Comparator.naturalOrder())
        .orElseGet(
            () ->
                current && deployment.progress() != null
                    ? deployment.progress().updatedAt()
                    : set.meta().createdAt());
  }
}

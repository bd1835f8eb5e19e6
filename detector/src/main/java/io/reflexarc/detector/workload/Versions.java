package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions that one Deployment or Argo Rollout carries: those that run, and those that its
 * history holds.
 */
final class Versions {

  /** Most versions that do not run listed of one workload, newest first. */
  static final int MAX_HISTORY = 10;

  private final Picture picture;
  private final VersionSources sources;

  Versions(Picture picture, VersionSources sources) {
    this.picture = picture;
    this.sources = sources;
  }

  /**
   * Who carries them.
   *
   * @param current the revision that it asks for now; empty while that is not told
   * @param movedAt when its rollout last moved; null where that is not told
   */
  record Carrier(Metadata meta, TargetKey object, String current, @Nullable Instant movedAt) {}

  /**
   * @param sets its templates, newest first
   */
  List<VersionState> of(
      Carrier carrier, List<ReplicaSetView> sets, @Nullable WorkloadState before) {
    List<VersionState> versions = new ArrayList<>();
    int history = 0;
    for (ReplicaSetView set : sets) {
      if (set.revision().isEmpty()) {
        continue;
      }
      boolean current = set.revision().equals(carrier.current());
      List<PodView> pods =
          picture.podsOf(set.meta().uid()).stream()
              .filter(pod -> !pod.meta().deleting() && !pod.finished())
              .toList();
      if (current || set.desired() > 0 || !pods.isEmpty() || history++ < MAX_HISTORY) {
        versions.add(version(carrier, set, pods, current, before));
      }
    }
    return versions;
  }

  private VersionState version(
      Carrier carrier,
      ReplicaSetView set,
      List<PodView> pods,
      boolean current,
      @Nullable WorkloadState before) {
    return VersionState.newBuilder()
        .setVersion(sources.of(set))
        .setRevision(set.revision())
        .setObject(carrier.object().toString())
        .setTemplateHash(set.templateHash())
        .setImages(set.images())
        .setReplicas(pods.size())
        .setReady((int) pods.stream().filter(PodView::ready).count())
        .setDesired(set.desired())
        .setSince(since(carrier, set, pods, current, before))
        .setMemoryLimitBytes(set.memoryLimitBytes())
        .setUid(carrier.meta().uid())
        .setGeneration(carrier.meta().generation())
        .setCurrent(current)
        .build();
  }

  /**
   * As first published, so that it stays. A fresh template was rolled out when its set was made;
   * one that was come back to, when the oldest of its pods was, or else when its rollout last
   * moved.
   */
  private static Instant since(
      Carrier carrier,
      ReplicaSetView set,
      List<PodView> pods,
      boolean current,
      @Nullable WorkloadState before) {
    if (before != null) {
      for (VersionState known : before.getVersions()) {
        if (known.getObject().equals(carrier.object().toString())
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
                current && carrier.movedAt() != null ? carrier.movedAt() : set.meta().createdAt());
  }
}

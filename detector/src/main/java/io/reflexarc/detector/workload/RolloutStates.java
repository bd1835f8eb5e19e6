package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of Argo Rollouts, by their ReplicaSets: what is stable, and what is on its way. */
final class RolloutStates {

  private final Picture picture;
  private final Particulars particulars;
  private final Versions versions;

  RolloutStates(Picture picture, Attribution attribution, Particulars particulars) {
    this.picture = picture;
    this.particulars = particulars;
    this.versions = new Versions(picture, attribution.versions());
  }

  WorkloadState of(
      RolloutView rollout, TargetKey target, @Nullable WorkloadState before, Instant now) {
    RolloutHistory history = picture.history(rollout);
    String current = history.ofHash(rollout.currentHash()).map(ReplicaSetView::revision).orElse("");
    List<VersionState> all =
        versions
            .of(
                new Versions.Carrier(rollout.meta(), target, current, null),
                history.replicaSets(),
                before)
            .stream()
            .map(it -> withRole(it, rollout))
            .toList();
    Map<String, String> podLabels =
        history
            .ofHash(rollout.stableHash())
            .or(() -> history.ofHash(rollout.currentHash()))
            .map(ReplicaSetView::templateLabels)
            .orElse(Map.of());
    return particulars
        .of(target, rollout.meta(), podLabels, now)
        .setObservedGeneration(rollout.observedGeneration())
        .setDesiredReplicas(rollout.desired())
        .setUpdatedReplicas(rollout.updated())
        .setReadyReplicas(rollout.ready())
        .setVersions(all)
        .setLastKnownGood(Particulars.knownGood(rollout.meta(), all).stream().toList())
        .setStrategy(rollout.strategy())
        .setRollingOut(rollout.rollingOut())
        .setPaused(rollout.paused())
        .setNodes(
            Particulars.nodes(
                history.replicaSets().stream()
                    .flatMap(set -> picture.podsOf(set.meta().uid()).stream())))
        .build();
  }

  private static VersionState withRole(VersionState version, RolloutView rollout) {
    return VersionState.newBuilder(version)
        .setRole(rollout.roleOf(version.getTemplateHash()))
        .build();
  }
}

package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The states of StatefulSets and DaemonSets, by the revisions that they keep and pods name. */
final class RevisionedStates {

  private final Picture picture;
  private final Particulars particulars;
  private final RevisionedVersions versions;

  RevisionedStates(Picture picture, Attribution attribution, Particulars particulars) {
    this.picture = picture;
    this.particulars = particulars;
    this.versions = new RevisionedVersions(attribution.versions());
  }

  WorkloadState of(
      RevisionedView set, TargetKey target, @Nullable WorkloadState before, Instant now) {
    List<PodView> pods =
        picture.podsOf(set.meta().uid()).stream()
            .filter(pod -> !pod.meta().deleting() && !pod.finished())
            .toList();
    List<VersionState> all =
        versions.of(set, picture.around().templatesOf(set), pods, target, before, now);
    return particulars
        .of(target, set.meta(), set.template().labels(), now)
        .setObservedGeneration(set.observedGeneration())
        .setDesiredReplicas(set.desired())
        .setUpdatedReplicas(set.updated())
        .setReadyReplicas(set.ready())
        .setVersions(all)
        .setLastKnownGood(Particulars.knownGood(set.meta(), all).stream().toList())
        .setStrategy(set.strategy().type())
        .setRollingOut(set.rollingOut())
        .setPaused(false)
        .setNodes(Particulars.nodes(picture.podsOf(set.meta().uid()).stream()))
        .build();
  }
}

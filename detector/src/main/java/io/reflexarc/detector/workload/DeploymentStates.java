package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The states of Deployments: each with its canaries, by their ReplicaSets. */
final class DeploymentStates {

  private final Picture picture;
  private final Attribution attribution;
  private final Particulars particulars;
  private final Versions versions;

  DeploymentStates(Picture picture, Attribution attribution, Particulars particulars) {
    this.picture = picture;
    this.attribution = attribution;
    this.particulars = particulars;
    this.versions = new Versions(picture, attribution.versions());
  }

  WorkloadState of(
      DeploymentView stable, TargetKey target, @Nullable WorkloadState before, Instant now) {
    List<DeploymentView> carriers =
        Stream.concat(Stream.of(stable), picture.canariesOf(stable).stream()).toList();
    List<VersionState> all = new ArrayList<>();
    List<KnownGood> good = new ArrayList<>();
    for (DeploymentView carrier : carriers) {
      List<VersionState> own =
          versions.of(carrierOf(carrier), picture.workload(carrier).replicaSets(), before);
      all.addAll(own);
      Particulars.knownGood(carrier.meta(), own).ifPresent(good::add);
    }
    return particulars
        .of(target, stable.meta(), picture.podLabelsOf(stable), now)
        .setObservedGeneration(stable.observedGeneration())
        .setDesiredReplicas(stable.desired())
        .setUpdatedReplicas(stable.updated())
        .setReadyReplicas(stable.ready())
        .setVersions(all)
        .setLastKnownGood(good)
        .setStrategy(stable.strategy())
        .setRollingOut(carriers.stream().anyMatch(DeploymentStates::rollingOut))
        .setPaused(stable.paused())
        .setNodes(
            Particulars.nodes(
                carriers.stream()
                    .flatMap(carrier -> picture.workload(carrier).replicaSets().stream())
                    .flatMap(set -> picture.podsOf(set.meta().uid()).stream())))
        .build();
  }

  private Versions.Carrier carrierOf(DeploymentView deployment) {
    return new Versions.Carrier(
        deployment.meta(),
        attribution.objectOf(deployment),
        deployment.revision(),
        deployment.progress() == null ? null : deployment.progress().updatedAt());
  }

  /**
   * Not the want of a ready pod makes a rollout, but pods of another template, or a stale status.
   */
  private static boolean rollingOut(DeploymentView deployment) {
    if (!deployment.observed()) {
      return true;
    }
    boolean mixed =
        deployment.updated() < deployment.desired() || deployment.replicas() > deployment.updated();
    return !deployment.paused() && mixed && !deployment.completedOnce()
        || deployment.replicas() > deployment.updated() && !deployment.paused();
  }
}

package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.DependsOn;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the state record of a workload: one for each Deployment that is not a canary, its canaries'
 * versions included.
 */
public final class WorkloadStates {

  private static final String OURS = "reflexarc.io/";
  private static final String NAMESPACE = "namespace:";
  private static final String LAST_KNOWN_GOOD = OURS + "last-known-good";

  private final Picture picture;
  private final Attribution attribution;
  private final Versions versions;

  /** States from this picture. */
  public WorkloadStates(Picture picture, Attribution attribution) {
    this.picture = picture;
    this.attribution = attribution;
    this.versions = new Versions(picture);
  }

  /**
   * The state of a target.
   *
   * @param before what was last published of it; null for nothing
   * @return empty when there is no such Deployment, or when it counts for another's as its canary
   */
  public Optional<WorkloadState> of(TargetKey target, @Nullable WorkloadState before, Instant now) {
    return picture
        .deployment(target.namespace(), target.name())
        .filter(it -> target.kind().equals("Deployment"))
        .filter(it -> attribution.targetOf(it).equals(target))
        .map(it -> state(it, target, before, now));
  }

  /** Whether two states say the same of a workload: when they were observed does not count. */
  public static boolean same(@Nullable WorkloadState one, WorkloadState other) {
    return one != null && timeless(one).equals(timeless(other));
  }

  private static WorkloadState timeless(WorkloadState state) {
    return WorkloadState.newBuilder(state)
        .setObservedAt(Instant.EPOCH)
        .setResourceVersion("")
        .build();
  }

  private WorkloadState state(
      DeploymentView stable, TargetKey target, @Nullable WorkloadState before, Instant now) {
    List<DeploymentView> carriers =
        Stream.concat(Stream.of(stable), picture.canariesOf(stable).stream()).toList();
    List<VersionState> all = new ArrayList<>();
    List<KnownGood> good = new ArrayList<>();
    for (DeploymentView carrier : carriers) {
      List<VersionState> own = versions.of(carrier, attribution.objectOf(carrier), before);
      all.addAll(own);
      knownGood(carrier, own).ifPresent(good::add);
    }
    return WorkloadState.newBuilder()
        .setTarget(target.toString())
        .setUid(stable.meta().uid())
        .setGeneration(stable.meta().generation())
        .setObservedGeneration(stable.observedGeneration())
        .setResourceVersion(stable.meta().resourceVersion())
        .setDesiredReplicas(stable.desired())
        .setUpdatedReplicas(stable.updated())
        .setReadyReplicas(stable.ready())
        .setVersions(all)
        .setLastKnownGood(good)
        .setStrategy(stable.strategy())
        .setRollingOut(carriers.stream().anyMatch(this::rollingOut))
        .setPaused(stable.paused())
        .setOwner(Owners.of(stable))
        .setDependsOn(
            DependsOn.of(stable, target.cluster()).stream().map(TargetKey::toString).toList())
        .setNodes(nodes(carriers))
        .setLabels(new TreeMap<>(stable.meta().labels()))
        .setAnnotations(annotations(stable))
        .setObservedAt(now)
        .build();
  }

  /**
   * Not the want of a ready pod makes a rollout, but pods of another template, or a stale status.
   */
  private boolean rollingOut(DeploymentView deployment) {
    if (!deployment.observed()) {
      return true;
    }
    boolean mixed =
        deployment.updated() < deployment.desired() || deployment.replicas() > deployment.updated();
    return !deployment.paused() && mixed && !deployment.completedOnce()
        || deployment.replicas() > deployment.updated() && !deployment.paused();
  }

  private List<String> nodes(List<DeploymentView> carriers) {
    return carriers.stream()
        .flatMap(carrier -> picture.workload(carrier).replicaSets().stream())
        .flatMap(set -> picture.podsOf(set.meta().uid()).stream())
        .filter(pod -> !pod.finished())
        .map(PodView::node)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  private Map<String, String> annotations(DeploymentView stable) {
    Map<String, String> all = new TreeMap<>();
    stable.meta().annotations().forEach((key, value) -> putOurs(all, "", key, value));
    picture
        .namespace(stable.meta().namespace())
        .ifPresent(
            it ->
                it.meta()
                    .annotations()
                    .forEach((key, value) -> putOurs(all, NAMESPACE, key, value)));
    return all;
  }

  private static void putOurs(Map<String, String> all, String prefix, String key, String value) {
    if (key.startsWith(OURS)) {
      all.put(prefix + key, value);
    }
  }

  private Optional<KnownGood> knownGood(DeploymentView carrier, List<VersionState> versions) {
    String revision = carrier.meta().annotation(LAST_KNOWN_GOOD);
    if (revision == null) {
      return Optional.empty();
    }
    return versions.stream()
        .filter(it -> it.getRevision().equals(revision.strip()))
        .findFirst()
        .map(
            it ->
                KnownGood.newBuilder()
                    .setObject(it.getObject())
                    .setVersion(it.getVersion())
                    .setRevision(it.getRevision())
                    .setEvidence("annotation " + LAST_KNOWN_GOOD + " says so")
                    .build());
  }
}

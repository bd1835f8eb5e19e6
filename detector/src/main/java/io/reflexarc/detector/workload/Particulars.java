package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.DependsOn;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.schemas.avro.Autoscaler;
import io.reflexarc.schemas.avro.DisruptionBudget;
import io.reflexarc.schemas.avro.KnownGood;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the state of every workload says, of whatever kind it is. */
final class Particulars {

  private static final String OURS = "reflexarc.io/";
  private static final String NAMESPACE = "namespace:";
  private static final String LAST_KNOWN_GOOD = OURS + "last-known-good";

  private final Picture picture;
  private final String cluster;
  private final Owners owners;

  Particulars(Picture picture, Attribution attribution) {
    this.picture = picture;
    this.cluster = attribution.cluster();
    this.owners = new Owners(picture, attribution.lineage());
  }

  /**
   * A state that lacks its replicas and versions.
   *
   * @param podLabels of its pods: budgets select by them
   */
  WorkloadState.Builder of(
      TargetKey target, Metadata workload, Map<String, String> podLabels, Instant now) {
    return WorkloadState.newBuilder()
        .setTarget(target.toString())
        .setUid(workload.uid())
        .setGeneration(workload.generation())
        .setResourceVersion(workload.resourceVersion())
        .setOwner(owners.of(workload))
        .setAutoscaler(autoscaler(target))
        .setDisruptionBudget(budget(target, podLabels))
        .setDependsOn(DependsOn.of(workload, cluster).stream().map(TargetKey::toString).toList())
        .setLabels(new TreeMap<>(workload.labels()))
        .setAnnotations(annotations(workload))
        .setObservedAt(now);
  }

  /** The nodes of pods, sorted. */
  static List<String> nodes(Stream<PodView> pods) {
    return pods.filter(pod -> !pod.finished())
        .map(PodView::node)
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }

  /** What a human vouches for, among these versions. */
  static Optional<KnownGood> knownGood(Metadata carrier, List<VersionState> versions) {
    String revision = carrier.annotation(LAST_KNOWN_GOOD);
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

  private @Nullable Autoscaler autoscaler(TargetKey target) {
    return picture
        .around()
        .autoscalerOf(target.kind(), target.namespace(), target.name())
        .map(Particulars::record)
        .orElse(null);
  }

  private static Autoscaler record(AutoscalerView autoscaler) {
    return Autoscaler.newBuilder()
        .setName(autoscaler.meta().name())
        .setMinReplicas(autoscaler.least())
        .setMaxReplicas(autoscaler.most())
        .setCurrentReplicas(autoscaler.current())
        .setDesiredReplicas(autoscaler.wanted())
        .setSaturated(autoscaler.saturatedSince() != null)
        .setActive(autoscaler.active())
        .build();
  }

  /** Several budgets over one pod make the server refuse every eviction of it. */
  private @Nullable DisruptionBudget budget(TargetKey target, Map<String, String> podLabels) {
    List<BudgetView> budgets =
        podLabels.isEmpty() ? List.of() : picture.around().budgetsOf(target.namespace(), podLabels);
    if (budgets.isEmpty()) {
      return null;
    }
    BudgetView first = budgets.get(0);
    boolean tells = budgets.size() == 1 && first.observed();
    return DisruptionBudget.newBuilder()
        .setName(first.meta().name())
        .setDisruptionsAllowed(tells ? first.allowed() : 0)
        .build();
  }

  private Map<String, String> annotations(Metadata workload) {
    Map<String, String> all = new TreeMap<>();
    workload.annotations().forEach((key, value) -> putOurs(all, "", key, value));
    picture
        .namespace(workload.namespace())
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
}

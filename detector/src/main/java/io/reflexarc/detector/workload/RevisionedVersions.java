package io.reflexarc.detector.workload;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.KeptTemplate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.TemplateHash;
import io.reflexarc.schemas.avro.VersionState;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The versions that a StatefulSet or DaemonSet carries: its current template, what else its pods
 * still are, and what its ControllerRevisions keep that no pod runs.
 */
final class RevisionedVersions {

  private final VersionSources sources;

  RevisionedVersions(VersionSources sources) {
    this.sources = sources;
  }

  /**
   * The current version first, then those of other pods by their revision, then history.
   *
   * @param kept its templates, newest first
   */
  List<VersionState> of(
      RevisionedView set,
      List<KeptTemplate> kept,
      List<PodView> pods,
      TargetKey target,
      @Nullable WorkloadState before,
      Instant now) {
    Map<String, List<PodView>> byRevision =
        pods.stream()
            .filter(pod -> !set.revisionOf(pod).isEmpty())
            .collect(Collectors.groupingBy(set::revisionOf, TreeMap::new, Collectors.toList()));
    List<VersionState> versions = new ArrayList<>();
    if (!set.revision().isEmpty()) {
      List<PodView> own = byRevision.getOrDefault(set.revision(), List.of());
      versions.add(current(set, own, byRevision, target, before, now));
    }
    byRevision.forEach(
        (revision, own) -> {
          if (!revision.equals(set.revision())) {
            versions.add(former(set, revision, own, target, before));
          }
        });
    versions.addAll(history(set, kept, versions, target, before));
    return versions;
  }

  /** What neither is asked for nor has pods: it is not of a listed revision, nor of its hash. */
  private List<VersionState> history(
      RevisionedView set,
      List<KeptTemplate> kept,
      List<VersionState> listed,
      TargetKey target,
      @Nullable WorkloadState before) {
    Set<String> known =
        listed.stream()
            .flatMap(it -> Stream.of(it.getRevision(), it.getTemplateHash()))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toSet());
    return kept.stream()
        .filter(it -> !it.revision().isEmpty())
        .filter(it -> !known.contains(it.revision()) && !known.contains(it.hash()))
        .limit(Versions.MAX_HISTORY)
        .map(it -> history(set, it, target, before))
        .toList();
  }

  private VersionState history(
      RevisionedView set, KeptTemplate kept, TargetKey target, @Nullable WorkloadState before) {
    return version(set, kept.revision(), List.of(), target)
        .setVersion(sources.of(kept))
        .setTemplateHash(kept.hash())
        .setImages(kept.template().images())
        .setMemoryLimitBytes(kept.template().memoryLimitBytes())
        .setDesired(0)
        .setSince(since(kept.revision(), before, kept.meta().createdAt()))
        .setCurrent(false)
        .build();
  }

  private VersionState current(
      RevisionedView set,
      List<PodView> pods,
      Map<String, List<PodView>> byRevision,
      TargetKey target,
      @Nullable WorkloadState before,
      Instant now) {
    int others = byRevision.values().stream().mapToInt(List::size).sum() - pods.size();
    boolean fresh = before != null && pods.isEmpty();
    Instant madeAt = fresh ? now : oldest(pods).orElse(set.meta().createdAt());
    return version(set, set.revision(), pods, target)
        .setVersion(pods.isEmpty() ? sources.of(set) : sources.of(pods.get(0)))
        .setTemplateHash(pods.isEmpty() ? hashOf(set) : hashOf(pods.get(0)))
        .setImages(set.template().images())
        .setMemoryLimitBytes(set.template().memoryLimitBytes())
        .setDesired(Math.max(0, set.desired() - others))
        .setSince(current(set.revision(), before).map(VersionState::getSince).orElse(madeAt))
        .setCurrent(true)
        .build();
  }

  private VersionState former(
      RevisionedView set,
      String revision,
      List<PodView> pods,
      TargetKey target,
      @Nullable WorkloadState before) {
    return version(set, revision, pods, target)
        .setVersion(sources.of(pods.get(0)))
        .setTemplateHash(hashOf(pods.get(0)))
        .setImages(pods.get(0).containers().stream().map(ContainerView::image).toList())
        .setDesired(pods.size())
        .setSince(since(revision, before, oldest(pods).orElse(set.meta().createdAt())))
        .setCurrent(false)
        .build();
  }

  private static VersionState.Builder version(
      RevisionedView set, String revision, List<PodView> pods, TargetKey target) {
    return VersionState.newBuilder()
        .setRevision(revision)
        .setObject(target.toString())
        .setReplicas(pods.size())
        .setReady((int) pods.stream().filter(PodView::ready).count())
        .setUid(set.meta().uid())
        .setGeneration(set.meta().generation());
  }

  /** A DaemonSet does not tell the hash of its template; its pods do. */
  private static String hashOf(RevisionedView set) {
    return set.kind().equals(RevisionedView.STATEFUL_SET) ? set.revision() : "";
  }

  private static String hashOf(PodView pod) {
    return TemplateHash.of(pod.meta().labels());
  }

  private static Optional<Instant> oldest(List<PodView> pods) {
    return pods.stream().map(pod -> pod.meta().createdAt()).min(Comparator.naturalOrder());
  }

  /** As it was published while it was asked for: one that came back was rolled out anew. */
  private static Optional<VersionState> current(String revision, @Nullable WorkloadState before) {
    return before == null
        ? Optional.empty()
        : before.getVersions().stream()
            .filter(known -> known.getCurrent() && known.getRevision().equals(revision))
            .findFirst();
  }

  /** As first published, so that it stays while pods come and go. */
  private static Instant since(String revision, @Nullable WorkloadState before, Instant otherwise) {
    return before == null
        ? otherwise
        : before.getVersions().stream()
            .filter(known -> known.getRevision().equals(revision))
            .map(VersionState::getSince)
            .findFirst()
            .orElse(otherwise);
  }
}

package io.reflexarc.detector.symptom.rollout;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an Argo Rollout does with its templates, by its status: it starts when its current template
 * changes, and completes when that has become the stable one. An abort goes back to the stable one
 * although the definition still asks for the other.
 */
public final class ArgoRolloutProgress implements Symptom<RolloutHistory> {

  private final VersionSources versions;

  /** Names versions by these. */
  public ArgoRolloutProgress(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable RolloutHistory before, RolloutHistory after, Instant now) {
    RolloutView rollout = after.rollout();
    if (!rollout.observed() || rollout.currentHash().isEmpty() || rollout.stableHash().isEmpty()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    started(before, after, now).ifPresent(findings::add);
    aborted(before, after).ifPresent(findings::add);
    completed(before, after, now).ifPresent(findings::add);
    return findings;
  }

  private Optional<Finding> started(
      @Nullable RolloutHistory before, RolloutHistory after, Instant now) {
    RolloutView rollout = after.rollout();
    String from = before == null ? rollout.stableHash() : before.rollout().currentHash();
    boolean underWay = before != null || rollout.rollingOut();
    if (from.isEmpty() || from.equals(rollout.currentHash()) || !underWay) {
      return Optional.empty();
    }
    boolean back = rollout.currentHash().equals(rollout.stableHash()) || after.cameBack();
    Instant at =
        back || before != null
            ? now
            : after.ofHash(rollout.currentHash()).map(it -> it.meta().createdAt()).orElse(now);
    return Optional.of(
        moved(
            back ? FactType.ROLLOUT_ROLLED_BACK : FactType.ROLLOUT_STARTED,
            after,
            from,
            rollout.currentHash(),
            List.of(rollout.meta().uid(), revisionOf(after, rollout.currentHash())),
            at,
            before == null ? Certainty.TRACE : Certainty.WITNESSED,
            back ? " goes back to " : " rolls out "));
  }

  private Optional<Finding> aborted(@Nullable RolloutHistory before, RolloutHistory after) {
    RolloutView rollout = after.rollout();
    Instant at = rollout.abortedAt();
    boolean already = before != null && before.rollout().abortedAt() != null;
    if (at == null || already) {
      return Optional.empty();
    }
    return Optional.of(
        moved(
            FactType.ROLLOUT_ROLLED_BACK,
            after,
            rollout.currentHash(),
            rollout.stableHash(),
            List.of(rollout.meta().uid(), revisionOf(after, rollout.currentHash()), at.toString()),
            at,
            before == null ? Certainty.TRACE : Certainty.WITNESSED,
            " is aborted and goes back to "));
  }

  private Optional<Finding> completed(
      @Nullable RolloutHistory before, RolloutHistory after, Instant now) {
    RolloutView rollout = after.rollout();
    boolean already =
        before != null
            && before.rollout().completed()
            && before.rollout().stableHash().equals(rollout.stableHash());
    if (already || !rollout.completed() || isFirst(after)) {
      return Optional.empty();
    }
    boolean witnessed =
        before != null && !before.rollout().stableHash().equals(rollout.stableHash());
    String version = versionOf(after, rollout.currentHash());
    String revision = revisionOf(after, rollout.currentHash());
    return Optional.of(
        Finding.occurred(
                FactType.ROLLOUT_COMPLETED,
                about(after, rollout.currentHash()),
                List.of(rollout.meta().uid(), revision),
                now,
                witnessed ? Certainty.WITNESSED : Certainty.SEQUEL,
                null,
                "rollout " + rollout.meta().name() + " runs " + version + " only")
            .with(Map.of("toVersion", version, "toRevision", revision)));
  }

  private Finding moved(
      FactType type,
      RolloutHistory history,
      String from,
      String to,
      List<String> identity,
      Instant at,
      Certainty certainty,
      String verb) {
    String version = versionOf(history, to);
    return Finding.occurred(
            type,
            about(history, to),
            identity,
            at,
            certainty,
            null,
            "rollout "
                + history.rollout().meta().name()
                + verb
                + version
                + " after "
                + versionOf(history, from))
        .with(
            Map.of(
                "fromVersion", versionOf(history, from),
                "fromRevision", revisionOf(history, from),
                "toVersion", version,
                "toRevision", revisionOf(history, to)));
  }

  /** A Rollout that was just made has nothing to roll out from. */
  private static boolean isFirst(RolloutHistory history) {
    return history
        .ofHash(history.rollout().currentHash())
        .filter(set -> set.revisionNumber() <= 1)
        .isPresent();
  }

  private About about(RolloutHistory history, String hash) {
    RolloutView rollout = history.rollout();
    return new About.OfObject(
        rollout.meta().namespace(),
        RolloutView.KIND,
        rollout.meta().name(),
        versionOf(history, hash));
  }

  private String versionOf(RolloutHistory history, String hash) {
    return history.ofHash(hash).map(versions::of).orElse(hash);
  }

  /** The hash where the ReplicaSet is not told yet: it tells templates apart as well. */
  private static String revisionOf(RolloutHistory history, String hash) {
    return history
        .ofHash(hash)
        .map(ReplicaSetView::revision)
        .filter(it -> !it.isEmpty())
        .orElse(hash);
  }
}

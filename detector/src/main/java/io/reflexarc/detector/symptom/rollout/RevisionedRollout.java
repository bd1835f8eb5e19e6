package io.reflexarc.detector.symptom.rollout;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rollouts of StatefulSets and DaemonSets, which have no conditions and keep no ReplicaSets: by
 * their revisions and counts. A rollout that began while nobody looked is not told, as it cannot be
 * known whether it came back to an earlier template; that it completed is, if the log has its
 * start.
 */
public final class RevisionedRollout implements Symptom<RevisionedView> {

  private final VersionSources versions;

  /** Names versions by these. */
  public RevisionedRollout(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable RevisionedView before, RevisionedView after, Instant now) {
    if (after.revision().isEmpty()) {
      return List.of();
    }
    if (before == null) {
      return after.rolledOut() ? List.of(completed(after, false, now)) : List.of();
    }
    if (!before.revision().isEmpty() && !before.revision().equals(after.revision())) {
      return List.of(started(before, after, now));
    }
    return !before.rolledOut() && after.rolledOut()
        ? List.of(completed(after, before.rolling(), now))
        : List.of();
  }

  private Finding started(RevisionedView before, RevisionedView after, Instant now) {
    boolean back = after.cameBack() || after.revision().equals(before.currentRevision());
    return Finding.occurred(
            back ? FactType.ROLLOUT_ROLLED_BACK : FactType.ROLLOUT_STARTED,
            about(after),
            List.of(after.meta().uid(), after.revision()),
            now,
            Certainty.WITNESSED,
            null,
            who(after)
                + (back ? " goes back to " : " rolls out ")
                + versions.of(after)
                + " after "
                + versions.of(before))
        .with(
            Map.of(
                "fromVersion", versions.of(before),
                "fromRevision", before.revision(),
                "toVersion", versions.of(after),
                "toRevision", after.revision()));
  }

  private Finding completed(RevisionedView after, boolean begun, Instant now) {
    return Finding.occurred(
            FactType.ROLLOUT_COMPLETED,
            about(after),
            List.of(after.meta().uid(), after.revision()),
            now,
            begun ? Certainty.WITNESSED : Certainty.SEQUEL,
            null,
            who(after) + " runs " + versions.of(after) + " only")
        .with(Map.of("toVersion", versions.of(after), "toRevision", after.revision()));
  }

  private About about(RevisionedView set) {
    return new About.OfObject(
        set.meta().namespace(), set.kind(), set.meta().name(), versions.of(set));
  }

  private static String who(RevisionedView set) {
    return set.kind().toLowerCase(Locale.ROOT) + " " + set.meta().name();
  }
}

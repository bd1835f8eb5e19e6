package io.reflexarc.detector.symptom.rollout;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.RolloutHistory;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Argo Rollout without progress within its deadline, as its controller says. A step that waits
 * for somebody is not stuck: its deadline does not run then.
 */
public final class ArgoRolloutStuck implements Symptom<RolloutHistory> {

  private static final String REASON = "ProgressDeadlineExceeded";

  private final VersionSources versions;

  /** Names versions by these. */
  public ArgoRolloutStuck(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable RolloutHistory before, RolloutHistory after, Instant now) {
    RolloutView rollout = after.rollout();
    if (!rollout.observed()) {
      return List.of();
    }
    Instant since = rollout.stuckSince();
    boolean was = before != null && before.rollout().stuckSince() != null;
    if (since != null) {
      return was ? List.of() : List.of(began(after, since, before == null));
    }
    return before == null || was ? List.of(ended(after, now)) : List.of();
  }

  private Finding began(RolloutHistory history, Instant since, boolean firstLook) {
    RolloutView rollout = history.rollout();
    return Finding.began(
            FactType.ROLLOUT_STUCK,
            about(history),
            List.of(rollout.meta().uid(), rollout.revision(), since.toString()),
            since,
            firstLook ? Certainty.STANDING : Certainty.WITNESSED,
            REASON,
            "rollout " + rollout.meta().name() + " made no progress within its deadline")
        .with(Map.of("revision", rollout.revision()));
  }

  private Finding ended(RolloutHistory history, Instant now) {
    RolloutView rollout = history.rollout();
    return Finding.ended(
            FactType.ROLLOUT_STUCK,
            about(history),
            List.of(
                rollout.meta().uid(),
                rollout.revision(),
                Long.toString(rollout.meta().generation()),
                rollout.currentHash()),
            now,
            "Progressing",
            "rollout " + rollout.meta().name() + " moves again")
        .with(Map.of("revision", rollout.revision()));
  }

  private About about(RolloutHistory history) {
    RolloutView rollout = history.rollout();
    return new About.OfObject(
        rollout.meta().namespace(),
        RolloutView.KIND,
        rollout.meta().name(),
        history.ofHash(rollout.currentHash()).map(versions::of).orElse(null));
  }
}

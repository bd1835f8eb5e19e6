package io.reflexarc.detector.symptom.rollout;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rollout without progress within its deadline, as the Deployment's controller says of the
 * current spec. Ends when there is progress, or another revision.
 */
public final class RolloutStuck implements Symptom<WorkloadView> {

  private final VersionSources versions;

  /** Names versions by these. */
  public RolloutStuck(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable WorkloadView before, WorkloadView after, Instant now) {
    DeploymentView deployment = after.deployment();
    if (deployment.progress() == null || !deployment.observed()) {
      return List.of();
    }
    boolean was = before != null && before.deployment().stuck();
    if (deployment.stuck()) {
      return was && sameRevision(before, after)
          ? List.of()
          : List.of(began(after, before == null ? Certainty.STANDING : Certainty.WITNESSED));
    }
    return before == null || was || !before.deployment().observed()
        ? List.of(ended(after, now))
        : List.of();
  }

  private static boolean sameRevision(@Nullable WorkloadView before, WorkloadView after) {
    return before != null && before.deployment().revision().equals(after.deployment().revision());
  }

  private Finding began(WorkloadView view, Certainty certainty) {
    DeploymentView deployment = view.deployment();
    DeploymentView.Progress progress = Objects.requireNonNull(deployment.progress());
    return Finding.began(
            FactType.ROLLOUT_STUCK,
            about(view),
            List.of(deployment.meta().uid(), deployment.revision()),
            progress.updatedAt(),
            certainty,
            progress.reason(),
            "the rollout of deployment "
                + deployment.meta().name()
                + " made no progress within its deadline")
        .with(labels(view));
  }

  private Finding ended(WorkloadView view, Instant now) {
    DeploymentView deployment = view.deployment();
    return Finding.ended(
            FactType.ROLLOUT_STUCK,
            about(view),
            List.of(
                deployment.meta().uid(),
                deployment.revision(),
                Long.toString(deployment.meta().generation())),
            now,
            "Progressing",
            "the rollout of deployment " + deployment.meta().name() + " moves again")
        .with(labels(view));
  }

  private About about(WorkloadView view) {
    return new About.OfWorkload(view.deployment(), view.current().map(versions::of).orElse(null));
  }

  private static Map<String, String> labels(WorkloadView view) {
    return Map.of(
        "object", view.deployment().meta().name(), "revision", view.deployment().revision());
  }
}

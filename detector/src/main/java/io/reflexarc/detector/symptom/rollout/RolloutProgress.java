package io.reflexarc.detector.symptom.rollout;

import io.reflexarc.detector.attribution.VersionSources;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.WorkloadView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rollout is a revision: it started when the Deployment's controller moved the Deployment to
 * another one, and completed when every pod is of it. A change of the template while paused is not
 * a rollout, and a status that is older than the spec says nothing.
 */
public final class RolloutProgress implements Symptom<WorkloadView> {

  private final VersionSources versions;

  /** Names versions by these. */
  public RolloutProgress(VersionSources versions) {
    this.versions = versions;
  }

  @Override
  public List<Finding> between(@Nullable WorkloadView before, WorkloadView after, Instant now) {
    Optional<ReplicaSetView> current = after.current();
    if (current.isEmpty()) {
      return List.of();
    }
    ReplicaSetView set = current.get();
    List<Finding> findings = new ArrayList<>();
    started(before, after, set, now).ifPresent(findings::add);
    completed(before, after, set, now).ifPresent(findings::add);
    return findings;
  }

  private Optional<Finding> started(
      @Nullable WorkloadView before, WorkloadView after, ReplicaSetView set, Instant now) {
    DeploymentView deployment = after.deployment();
    boolean moved = before != null && !atRevision(before, set);
    boolean underWay = before == null && !completedOrUnknown(deployment);
    if (isFirst(set) || !(moved || underWay)) {
      return Optional.empty();
    }
    FactType type =
        cameBack(before, after, set) ? FactType.ROLLOUT_ROLLED_BACK : FactType.ROLLOUT_STARTED;
    String to = versions.of(set);
    Optional<ReplicaSetView> former = former(before, after, set);
    String from = former.map(versions::of).orElse("");
    Map<String, String> labels = new HashMap<>();
    labels.put("toVersion", to);
    labels.put("toRevision", set.revision());
    labels.put("object", deployment.meta().name());
    former.ifPresent(
        it -> {
          labels.put("fromVersion", from);
          labels.put("fromRevision", it.revision());
        });
    String verb = type == FactType.ROLLOUT_STARTED ? " rolls out " : " goes back to ";
    return Optional.of(
        Finding.occurred(
                type,
                new About.OfWorkload(deployment, to),
                List.of(deployment.meta().uid(), set.revision()),
                startOf(set, type, now),
                before == null ? Certainty.TRACE : Certainty.WITNESSED,
                null,
                "deployment "
                    + deployment.meta().name()
                    + verb
                    + to
                    + (from.isEmpty() ? "" : " after " + from))
            .with(labels));
  }

  private Optional<Finding> completed(
      @Nullable WorkloadView before, WorkloadView after, ReplicaSetView set, Instant now) {
    DeploymentView deployment = after.deployment();
    boolean already =
        before != null && atRevision(before, set) && before.deployment().completedOnce();
    if (isFirst(set) || already || !deployment.rolledOut()) {
      return Optional.empty();
    }
    Instant at = deployment.progress() == null ? now : deployment.progress().updatedAt();
    String version = versions.of(set);
    return Optional.of(
        Finding.occurred(
                FactType.ROLLOUT_COMPLETED,
                new About.OfWorkload(deployment, version),
                List.of(deployment.meta().uid(), set.revision()),
                at,
                before == null ? Certainty.MISSED : Certainty.WITNESSED,
                null,
                "deployment " + deployment.meta().name() + " runs " + version + " only")
            .with(
                Map.of(
                    "toVersion", version,
                    "toRevision", set.revision(),
                    "object", deployment.meta().name())));
  }

  /** Both streams told it: the Deployment's and the ReplicaSets'. */
  private static boolean atRevision(WorkloadView view, ReplicaSetView set) {
    return view.current().filter(it -> it.revision().equals(set.revision())).isPresent();
  }

  private static boolean completedOrUnknown(DeploymentView deployment) {
    return !deployment.observed() || deployment.rolledOut() || deployment.completedOnce();
  }

  /** A Deployment that was just made has nothing to roll out from. */
  private static boolean isFirst(ReplicaSetView set) {
    return set.revisionNumber() <= 1;
  }

  private static boolean cameBack(
      @Nullable WorkloadView before, WorkloadView after, ReplicaSetView set) {
    boolean knownBefore =
        before != null
            && before
                .withUid(set.meta().uid())
                .filter(known -> known.revisionNumber() >= 0)
                .filter(known -> known.revisionNumber() < set.revisionNumber())
                .isPresent();
    return knownBefore
        || set.reused()
        || after.replicaSets().stream()
            .filter(other -> other.revisionNumber() < set.revisionNumber())
            .anyMatch(other -> other.meta().createdAt().isAfter(set.meta().createdAt()));
  }

  private static Optional<ReplicaSetView> former(
      @Nullable WorkloadView before, WorkloadView after, ReplicaSetView set) {
    Optional<ReplicaSetView> witnessed =
        before == null
            ? Optional.empty()
            : before.current().filter(it -> !it.meta().uid().equals(set.meta().uid()));
    return witnessed.isPresent()
        ? witnessed
        : after.replicaSets().stream()
            .filter(other -> !other.meta().uid().equals(set.meta().uid()))
            .findFirst();
  }

  /** A new template's set is made as its rollout starts; a former one's is older than that. */
  private static Instant startOf(ReplicaSetView set, FactType type, Instant now) {
    return type == FactType.ROLLOUT_STARTED ? set.meta().createdAt() : now;
  }
}

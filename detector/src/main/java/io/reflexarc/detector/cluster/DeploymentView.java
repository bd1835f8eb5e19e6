package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment.
 *
 * @param desired replicas asked for
 * @param replicas pods of all its templates
 * @param updated pods of its current template
 * @param available ready pods that stayed so long enough
 * @param observedGeneration the generation that its controller has seen
 * @param revision revision number that its controller gave it; empty before the first
 * @param strategy {@code RollingUpdate} or {@code Recreate}
 * @param progress its {@code Progressing} condition; null without one
 * @param probes the probes of its template's containers
 */
public record DeploymentView(
    Metadata meta,
    int desired,
    int replicas,
    int updated,
    int ready,
    int available,
    long observedGeneration,
    String revision,
    boolean paused,
    String strategy,
    @Nullable Progress progress,
    List<ContainerProbes> probes)
    implements ClusterObject {

  private static final String DEADLINE_EXCEEDED = "ProgressDeadlineExceeded";
  private static final String COMPLETE = "NewReplicaSetAvailable";

  public DeploymentView {
    probes = List.copyOf(probes);
  }

  /**
   * A {@code Progressing} condition.
   *
   * @param updatedAt when its controller last wrote it, to the second
   */
  public record Progress(String reason, @Nullable String message, Instant updatedAt) {}

  /** Whether its status speaks of its current spec: until then it is the old spec's. */
  public boolean observed() {
    return observedGeneration >= meta.generation();
  }

  /** Whether a rollout made no progress within its deadline. */
  public boolean stuck() {
    return observed() && progress != null && progress.reason().equals(DEADLINE_EXCEEDED);
  }

  /** Whether its controller says that the current template was fully rolled out once. */
  public boolean completedOnce() {
    return observed() && progress != null && progress.reason().equals(COMPLETE);
  }

  /** As {@code kubectl rollout status} says "successfully rolled out". */
  public boolean rolledOut() {
    return observed()
        && updated >= desired
        && replicas <= updated
        && available >= updated
        && (progress == null || completedOnce());
  }
}

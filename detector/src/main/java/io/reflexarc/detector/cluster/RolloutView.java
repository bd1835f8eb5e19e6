package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An Argo Rollout: a workload that carries two templates side by side while it goes from one to the
 * other.
 *
 * @param desired replicas asked for
 * @param updated pods of its current template
 * @param observedGeneration the generation that its controller has seen
 * @param revision revision number that its controller gave it; empty before the first
 * @param strategy {@code Canary} or {@code BlueGreen}
 * @param currentHash of the template that is asked for
 * @param stableHash of the template that was last rolled out in full; empty before the first
 * @param healthy whether its phase is {@code Healthy}
 * @param paused whether it waits for somebody, or for time
 * @param abortedAt when it was aborted; null while it is not
 * @param stuckSince since when it made no progress within its deadline; null while it did
 */
public record RolloutView(
    Metadata meta,
    int desired,
    int updated,
    int ready,
    long observedGeneration,
    String revision,
    String strategy,
    String currentHash,
    String stableHash,
    boolean healthy,
    boolean paused,
    @Nullable Instant abortedAt,
    @Nullable Instant stuckSince)
    implements ClusterObject {

  /** As objects name it. */
  public static final String KIND = "Rollout";

  /** The group of its API. */
  public static final String GROUP = "argoproj.io";

  /** Serves all traffic at once, and then the other template does. */
  public static final String BLUE_GREEN = "BlueGreen";

  /** Whether its status speaks of its current spec. */
  public boolean observed() {
    return observedGeneration >= meta.generation();
  }

  /** Whether all of it is of the template that is asked for. */
  public boolean completed() {
    return observed() && healthy && settled();
  }

  /** Whether it goes from one template to another; not when it was told to stay. */
  public boolean rollingOut() {
    return !observed() || !settled() && abortedAt == null;
  }

  /** What a template of it is for; empty for one of its history. */
  public String roleOf(String hash) {
    boolean blueGreen = strategy.equals(BLUE_GREEN);
    if (hash.isEmpty()) {
      return "";
    }
    if (hash.equals(stableHash)) {
      return blueGreen ? "active" : "stable";
    }
    return hash.equals(currentHash) ? blueGreen ? "preview" : "canary" : "";
  }

  private boolean settled() {
    return !currentHash.isEmpty() && currentHash.equals(stableHash);
  }
}

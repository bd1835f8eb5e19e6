package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of one run of a container. The same end is shown twice by the cluster, as {@code state}
 * and later as {@code lastState}: the container id tells that it is one.
 */
public record Termination(String containerId, String reason, int exitCode, Instant finishedAt) {

  /** Whether a pod's status shows this end of that container. */
  public boolean shownBy(@Nullable PodView pod, String container) {
    return pod != null
        && pod.container(container).stream()
            .flatMap(known -> known.terminations().stream())
            .anyMatch(other -> other.containerId().equals(containerId));
  }
}

package io.reflexarc.detector.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod.
 *
 * @param image as the pod's spec names it
 * @param startupProbe whether it has one, so that nothing else asks it before it has started
 * @param runningSince when its current run began; null while it does not run
 * @param waitingReason why it waits; null while it does not
 * @param terminations the ends of runs that its status shows now: at most two, the latest first
 */
public record ContainerView(
    String name,
    String image,
    boolean startupProbe,
    int restarts,
    @Nullable Instant runningSince,
    @Nullable String waitingReason,
    List<Termination> terminations) {

  public ContainerView {
    terminations = List.copyOf(terminations);
  }
}

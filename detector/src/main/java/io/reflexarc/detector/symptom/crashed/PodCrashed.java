package io.reflexarc.detector.symptom.crashed;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodFate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Termination;
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
 * One fact for each end of a container with another exit code than 0. Ends for want of memory have
 * a fact of their own; those of a pod that is being deleted or was evicted are its end, no crash.
 */
public final class PodCrashed implements Symptom<PodView> {

  private static final String OOM = "OOMKilled";
  private static final String EVICTED = "Evicted";

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    if (after.meta().deleting() || evicted(after.fate())) {
      return List.of();
    }
    return after.containers().stream()
        .flatMap(
            container ->
                container.terminations().stream()
                    .filter(end -> end.exitCode() != 0 && !end.reason().equals(OOM))
                    .filter(end -> !end.shownBy(before, container.name()))
                    .map(end -> finding(after, container, end, before == null)))
        .toList();
  }

  private static boolean evicted(PodFate fate) {
    return fate.failure() != null && fate.failure().reason().equals(EVICTED);
  }

  private static Finding finding(
      PodView pod, ContainerView container, Termination end, boolean firstLook) {
    return Finding.occurred(
            FactType.POD_CRASHED,
            new About.OfPod(pod, container.name()),
            List.of(pod.meta().uid(), container.name(), end.containerId()),
            end.finishedAt(),
            firstLook ? Certainty.TRACE : Certainty.WITNESSED,
            end.reason(),
            "container "
                + container.name()
                + " of pod "
                + pod.meta().name()
                + " ended with exit code "
                + end.exitCode())
        .with(
            Map.of(
                "exitCode", Integer.toString(end.exitCode()),
                "restarts", Integer.toString(container.restarts()),
                "containerId", end.containerId()));
  }
}

package io.reflexarc.detector.symptom.crashloop;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Begins with the first {@code CrashLoopBackOff}. The seconds for which such a container runs, and
 * may even be ready, between two crashes are not its end: that is a run of {@code stableAfter}.
 */
public final class CrashLoop implements Symptom<PodView> {

  private static final String REASON = "CrashLoopBackOff";

  private final Duration stableAfter;

  /**
   * @param stableAfter how long a container must run to count as recovered
   */
  public CrashLoop(Duration stableAfter) {
    this.stableAfter = stableAfter;
  }

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return after.containers().stream()
        .filter(CrashLoop::backingOff)
        .filter(container -> !wasBackingOff(before, container.name()))
        .map(container -> began(after, container, before == null, now))
        .toList();
  }

  @Override
  public List<Finding> meanwhile(PodView pod, Instant now) {
    return pod.containers().stream()
        .filter(
            container ->
                container.runningSince() != null
                    && !now.isBefore(container.runningSince().plus(stableAfter)))
        .map(container -> ended(pod, container))
        .toList();
  }

  private static boolean backingOff(ContainerView container) {
    return REASON.equals(container.waitingReason());
  }

  private static boolean wasBackingOff(@Nullable PodView pod, String container) {
    return pod != null && pod.container(container).map(CrashLoop::backingOff).orElse(false);
  }

  private static Finding began(
      PodView pod, ContainerView container, boolean firstLook, Instant now) {
    String anchor =
        container.terminations().isEmpty()
            ? Integer.toString(container.restarts())
            : container.terminations().get(0).containerId();
    Instant at =
        container.terminations().isEmpty() ? now : container.terminations().get(0).finishedAt();
    return Finding.began(
            FactType.POD_CRASH_LOOP,
            new About.OfPod(pod, container.name()),
            List.of(pod.meta().uid(), container.name(), anchor),
            at,
            firstLook ? Certainty.STANDING : Certainty.WITNESSED,
            REASON,
            "container "
                + container.name()
                + " of pod "
                + pod.meta().name()
                + " keeps ending, "
                + container.restarts()
                + " restarts so far")
        .with(Map.of("restarts", Integer.toString(container.restarts())));
  }

  private Finding ended(PodView pod, ContainerView container) {
    Instant since = Objects.requireNonNull(container.runningSince());
    return Finding.ended(
        FactType.POD_CRASH_LOOP,
        new About.OfPod(pod, container.name()),
        List.of(pod.meta().uid(), container.name(), since.toString()),
        since.plus(stableAfter),
        "Running",
        "container "
            + container.name()
            + " of pod "
            + pod.meta().name()
            + " has run for "
            + stableAfter.toSeconds()
            + " s without ending");
  }
}

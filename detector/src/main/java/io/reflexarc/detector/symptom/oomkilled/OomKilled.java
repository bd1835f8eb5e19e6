package io.reflexarc.detector.symptom.oomkilled;

import io.reflexarc.detector.cluster.ContainerView;
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
 * A kill is shown as {@code state.terminated}, then as {@code lastState} in every later change, and
 * on some clusters only as the latter. One fact for each (pod uid, container, container id).
 */
public final class OomKilled implements Symptom<PodView> {

  private static final String REASON = "OOMKilled";

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return after.containers().stream()
        .flatMap(
            container ->
                container.terminations().stream()
                    .filter(end -> end.reason().equals(REASON))
                    .filter(end -> !end.shownBy(before, container.name()))
                    .map(end -> finding(after, container, end, before == null)))
        .toList();
  }

  private static Finding finding(
      PodView pod, ContainerView container, Termination end, boolean firstLook) {
    return Finding.occurred(
            FactType.POD_OOM_KILLED,
            new About.OfPod(pod, container.name()),
            List.of(pod.meta().uid(), container.name(), end.containerId()),
            end.finishedAt(),
            firstLook ? Certainty.TRACE : Certainty.WITNESSED,
            REASON,
            "container "
                + container.name()
                + " of pod "
                + pod.meta().name()
                + " was killed for using more memory than its limit")
        .with(
            Map.of(
                "exitCode", Integer.toString(end.exitCode()),
                "restarts", Integer.toString(container.restarts()),
                "containerId", end.containerId()));
  }
}

package io.reflexarc.detector.symptom.restarts;

import io.reflexarc.detector.cluster.ContainerView;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container that reached a number of restarts: 5, then twice as many, and so on, so that one that
 * restarts for ever is said ever more seldom.
 */
public final class RestartedOften implements Symptom<PodView> {

  private static final int FIRST = 5;
  private static final int LAST = 5 << 16;

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    List<Finding> findings = new ArrayList<>();
    for (ContainerView container : after.containers()) {
      int known =
          before == null
              ? 0
              : before.container(container.name()).map(ContainerView::restarts).orElse(0);
      for (int mark = FIRST; mark <= container.restarts() && mark <= LAST; mark *= 2) {
        if (mark > known) {
          boolean latest = mark * 2 > container.restarts();
          findings.add(finding(after, container, mark, certainty(before == null, latest), now));
        }
      }
    }
    return findings;
  }

  /** At a first look, only the last mark left a trace of when it was reached. */
  private static Certainty certainty(boolean firstLook, boolean latest) {
    if (!firstLook) {
      return Certainty.WITNESSED;
    }
    return latest ? Certainty.TRACE : Certainty.MISSED;
  }

  private static Finding finding(
      PodView pod, ContainerView container, int mark, Certainty certainty, Instant now) {
    Instant at =
        container.terminations().isEmpty() ? now : container.terminations().get(0).finishedAt();
    return Finding.occurred(
            FactType.POD_RESTARTED_OFTEN,
            new About.OfPod(pod, container.name()),
            List.of(pod.meta().uid(), container.name(), Integer.toString(mark)),
            at,
            certainty,
            container.terminations().isEmpty() ? null : container.terminations().get(0).reason(),
            "container "
                + container.name()
                + " of pod "
                + pod.meta().name()
                + " was restarted "
                + mark
                + " times")
        .with(Map.of("restarts", Integer.toString(container.restarts())));
  }
}

package io.reflexarc.detector.symptom.bootthrash;

import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of a boot thrash: the pod got ready for once. */
public final class Booted implements Symptom<PodView> {

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return before != null && !before.ready() ? meanwhile(after, now) : List.of();
  }

  @Override
  public List<Finding> meanwhile(PodView current, Instant now) {
    Readiness readiness = current.readiness();
    if (readiness == null || !readiness.ready()) {
      return List.of();
    }
    return current.containers().stream()
        .map(
            container ->
                Finding.ended(
                    FactType.PROBE_BOOT_THRASH,
                    new About.OfPod(current, container.name()),
                    List.of(current.meta().uid(), container.name()),
                    readiness.since(),
                    "Ready",
                    "pod " + current.meta().name() + " got ready"))
        .toList();
  }
}

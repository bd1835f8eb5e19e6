package io.reflexarc.detector.symptom.bootthrash;

import io.reflexarc.detector.cluster.PodView;
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
    if (after.readiness() == null || !after.ready() || (before != null && before.ready())) {
      return List.of();
    }
    return after.containers().stream()
        .map(
            container ->
                Finding.ended(
                    FactType.PROBE_BOOT_THRASH,
                    new About.OfPod(after, container.name()),
                    List.of(after.meta().uid(), container.name()),
                    after.readiness().since(),
                    "Ready",
                    "pod " + after.meta().name() + " got ready"))
        .toList();
  }
}

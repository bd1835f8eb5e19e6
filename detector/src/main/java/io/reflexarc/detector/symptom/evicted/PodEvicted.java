package io.reflexarc.detector.symptom.evicted;

import io.reflexarc.detector.cluster.PodFate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod that its node ended for want of something. Its object stays, for days maybe: once for each
 * pod. Pods that are evicted through the API are deleted, and not meant here.
 */
public final class PodEvicted implements Symptom<PodView> {

  private static final String REASON = "Evicted";

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    PodFate.Failure failure = after.fate().failure();
    if (failure == null || !evicted(after) || (before != null && evicted(before))) {
      return List.of();
    }
    return List.of(
        Finding.occurred(
            FactType.POD_EVICTED,
            new About.OfPod(after, null),
            List.of(after.meta().uid()),
            failure.at() == null ? now : failure.at(),
            before == null ? Certainty.TRACE : Certainty.WITNESSED,
            REASON,
            "pod " + after.meta().name() + " was evicted by its node"));
  }

  private static boolean evicted(PodView pod) {
    return pod.fate().failure() != null && pod.fate().failure().reason().equals(REASON);
  }
}

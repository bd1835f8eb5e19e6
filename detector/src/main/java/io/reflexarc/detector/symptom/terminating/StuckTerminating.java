package io.reflexarc.detector.symptom.terminating;

import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod whose time to be gone has passed by a while. Nothing arrives at that moment, so only time
 * tells it. It ends when the pod is gone.
 */
public final class StuckTerminating implements Symptom<PodView> {

  /** What a node may take longer than it was given. */
  private static final Duration LENIENCE = Duration.ofSeconds(5);

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    return List.of();
  }

  @Override
  public List<Finding> meanwhile(PodView pod, Instant now) {
    Instant deleteBy = pod.fate().deleteBy();
    if (deleteBy == null || now.isBefore(deleteBy.plus(LENIENCE))) {
      return List.of();
    }
    return List.of(
        Finding.began(
            FactType.POD_STUCK_TERMINATING,
            new About.OfPod(pod, null),
            List.of(pod.meta().uid()),
            deleteBy,
            Certainty.STANDING,
            "Terminating",
            "pod " + pod.meta().name() + " should be gone since " + deleteBy));
  }
}

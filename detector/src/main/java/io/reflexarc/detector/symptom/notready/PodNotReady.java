package io.reflexarc.detector.symptom.notready;

import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.Readiness;
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
 * A pod that was Ready and is not. One that never was, because it only starts, and one that is
 * being deleted do not count.
 */
public final class PodNotReady implements Symptom<PodView> {

  /** A pod that starts gets its first Ready=False within this time of its start. */
  private static final Duration STARTING = Duration.ofSeconds(5);

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    Readiness readiness = after.readiness();
    if (readiness == null || after.meta().deleting() || after.finished()) {
      return List.of();
    }
    if (readiness.ready()) {
      return before == null || before.ready() ? List.of() : List.of(ended(after, readiness));
    }
    if (before == null) {
      return wasReadyOnce(after, readiness)
          ? List.of(began(after, readiness, Certainty.STANDING))
          : List.of();
    }
    return before.ready() ? List.of(began(after, readiness, Certainty.WITNESSED)) : List.of();
  }

  @Override
  public List<Finding> meanwhile(PodView current, Instant now) {
    Readiness readiness = current.readiness();
    if (readiness == null || current.meta().deleting() || current.finished()) {
      return List.of();
    }
    return readiness.ready() ? List.of(ended(current, readiness)) : List.of();
  }

  private static boolean wasReadyOnce(PodView pod, Readiness readiness) {
    return pod.startedAt() != null && readiness.since().isAfter(pod.startedAt().plus(STARTING));
  }

  private static Finding began(PodView pod, Readiness readiness, Certainty certainty) {
    return Finding.began(
        FactType.POD_NOT_READY,
        new About.OfPod(pod, null),
        List.of(pod.meta().uid(), readiness.since().toString()),
        readiness.since(),
        certainty,
        readiness.reason(),
        "pod " + pod.meta().name() + " is no longer ready");
  }

  private static Finding ended(PodView pod, Readiness readiness) {
    return Finding.ended(
        FactType.POD_NOT_READY,
        new About.OfPod(pod, null),
        List.of(pod.meta().uid(), readiness.since().toString()),
        readiness.since(),
        readiness.reason(),
        "pod " + pod.meta().name() + " is ready again");
  }
}

package io.reflexarc.detector.symptom.unschedulable;

import io.reflexarc.detector.cluster.PodFate;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod that no node takes, as the scheduler says in its status; once for each pod. */
public final class PodUnschedulable implements Symptom<PodView> {

  private static final String REASON = "Unschedulable";
  private static final int MAX_MESSAGE = 512;

  @Override
  public List<Finding> between(@Nullable PodView before, PodView after, Instant now) {
    if (waits(after)) {
      return before != null && waits(before)
          ? List.of()
          : List.of(began(after, before == null ? Certainty.STANDING : Certainty.WITNESSED));
    }
    return before != null && before.node() == null && after.node() != null
        ? List.of(ended(after, now))
        : List.of();
  }

  @Override
  public List<Finding> meanwhile(PodView current, Instant now) {
    return current.node() == null ? List.of() : List.of(ended(current, now));
  }

  private static boolean waits(PodView pod) {
    return pod.node() == null && pod.fate().unschedulable() != null && !pod.meta().deleting();
  }

  private static Finding began(PodView pod, Certainty certainty) {
    PodFate.Unschedulable why = Objects.requireNonNull(pod.fate().unschedulable());
    String said = why.message() == null ? "" : why.message();
    return Finding.began(
            FactType.POD_UNSCHEDULABLE,
            new About.OfPod(pod, null),
            List.of(pod.meta().uid()),
            why.since(),
            certainty,
            REASON,
            "no node takes pod " + pod.meta().name())
        .with(Map.of("said", said.substring(0, Math.min(said.length(), MAX_MESSAGE))));
  }

  private static Finding ended(PodView pod, Instant now) {
    return Finding.ended(
        FactType.POD_UNSCHEDULABLE,
        new About.OfPod(pod, null),
        List.of(pod.meta().uid()),
        now,
        "Scheduled",
        "node " + pod.node() + " takes pod " + pod.meta().name());
  }
}

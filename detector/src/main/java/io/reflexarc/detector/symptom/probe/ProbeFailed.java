package io.reflexarc.detector.symptom.probe;

import io.reflexarc.detector.cluster.EventView;
import io.reflexarc.detector.cluster.PodEvent;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Repeats;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A probe that failed: one fact each time that the node says so, repeats of an Event included. */
public final class ProbeFailed implements Symptom<PodEvent> {

  private static final String REASON = "Unhealthy";

  @Override
  public List<Finding> between(@Nullable PodEvent before, PodEvent after, Instant now) {
    FactType type = typeOf(after.event());
    return type == null
        ? List.of()
        : Repeats.of(after.event(), after.known(), after.witnessed())
            .map((nth, certainty) -> finding(type, after, nth, certainty));
  }

  private static @Nullable FactType typeOf(EventView event) {
    if (!event.reason().equals(REASON)) {
      return null;
    }
    String note = event.note().toLowerCase(Locale.ROOT);
    if (note.startsWith("liveness probe")) {
      return FactType.PROBE_LIVENESS_FAILED;
    }
    if (note.startsWith("readiness probe")) {
      return FactType.PROBE_READINESS_FAILED;
    }
    return note.startsWith("startup probe") ? FactType.PROBE_STARTUP_FAILED : null;
  }

  private static Finding finding(FactType type, PodEvent told, int nth, Certainty certainty) {
    EventView event = told.event();
    return Finding.occurred(
            type,
            new About.OfPod(told.pod(), event.container()),
            List.of(told.pod().meta().uid(), event.meta().uid(), Integer.toString(nth)),
            event.at(nth),
            certainty,
            REASON,
            "the "
                + kind(type)
                + " probe of "
                + (event.container() == null ? "" : "container " + event.container() + " of ")
                + "pod "
                + told.pod().meta().name()
                + " failed")
        .with(Map.of("said", event.note(), "count", Integer.toString(nth)));
  }

  private static String kind(FactType type) {
    return switch (type) {
      case PROBE_LIVENESS_FAILED -> "liveness";
      case PROBE_READINESS_FAILED -> "readiness";
      default -> "startup";
    };
  }
}

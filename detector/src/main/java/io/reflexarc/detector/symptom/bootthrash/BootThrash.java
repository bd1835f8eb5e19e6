package io.reflexarc.detector.symptom.bootthrash;

import io.reflexarc.detector.cluster.PodEvent;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container that its liveness or startup probe kills for at least the second time, in a pod that
 * was never ready: it needs longer to boot than its probes let it. Whether a start-up probe is
 * missing, which would wait for it, is said.
 */
public final class BootThrash implements Symptom<PodEvent> {

  private static final String REASON = "Killing";
  private static final int AGAIN = 2;

  /** As {@code workload.probes-advice} calls it. */
  private static final String RULE = "rule";

  private static final String NO_STARTUP = "no-startup";

  /** A pod that starts gets its first Ready=False within this time of its start. */
  private static final Duration STARTING = Duration.ofSeconds(5);

  @Override
  public List<Finding> between(@Nullable PodEvent before, PodEvent after, Instant now) {
    return after.event().reason().equals(REASON)
            && byProbe(after.event().note())
            && after.event().count() >= AGAIN
            && after.event().count() > after.known()
            && neverReady(after.pod())
        ? List.of(began(after))
        : List.of();
  }

  private static boolean byProbe(String note) {
    return note.contains("failed liveness probe") || note.contains("failed startup probe");
  }

  private static boolean neverReady(PodView pod) {
    Readiness readiness = pod.readiness();
    return readiness == null
        || (!readiness.ready()
            && pod.startedAt() != null
            && !readiness.since().isAfter(pod.startedAt().plus(STARTING)));
  }

  private static Finding began(PodEvent told) {
    String container = told.event().container() == null ? "" : told.event().container();
    boolean unguarded =
        told.pod().containers().stream()
            .anyMatch(it -> it.name().equals(container) && !it.startupProbe());
    return Finding.began(
            FactType.PROBE_BOOT_THRASH,
            new About.OfPod(told.pod(), container),
            List.of(told.pod().meta().uid(), container),
            told.event().at(AGAIN),
            told.witnessed() ? Certainty.WITNESSED : Certainty.STANDING,
            REASON,
            "container "
                + container
                + " of pod "
                + told.pod().meta().name()
                + " was killed by its probes "
                + told.event().count()
                + " times before it was ever ready"
                + (unguarded ? "; it has no startup probe" : ""))
        .with(
            unguarded
                ? Map.of("said", told.event().note(), RULE, NO_STARTUP)
                : Map.of("said", told.event().note()));
  }
}

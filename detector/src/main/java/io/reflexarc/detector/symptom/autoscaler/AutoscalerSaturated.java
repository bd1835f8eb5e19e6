package io.reflexarc.detector.symptom.autoscaler;

import io.reflexarc.detector.cluster.AutoscalerView;
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
 * An autoscaler that wants more replicas than its most, as its status says. Its end is found by the
 * review of open states.
 */
public final class AutoscalerSaturated implements Symptom<AutoscalerView> {

  private static final String REASON = "TooManyReplicas";

  @Override
  public List<Finding> between(@Nullable AutoscalerView before, AutoscalerView after, Instant now) {
    Instant since = after.saturatedSince();
    return since == null || (before != null && before.saturatedSince() != null)
        ? List.of()
        : List.of(began(after, since, before == null ? Certainty.STANDING : Certainty.WITNESSED));
  }

  private static Finding began(AutoscalerView autoscaler, Instant since, Certainty certainty) {
    return Finding.began(
            FactType.AUTOSCALER_SATURATED,
            new About.OfObject(
                autoscaler.meta().namespace(),
                autoscaler.targetKind(),
                autoscaler.targetName(),
                null),
            List.of(autoscaler.meta().uid(), since.toString()),
            since,
            certainty,
            REASON,
            "autoscaler "
                + autoscaler.meta().name()
                + " wants more than its most, "
                + autoscaler.most()
                + " replicas")
        .with(
            Map.of(
                "autoscaler",
                autoscaler.meta().name(),
                Finding.ASPECT,
                autoscaler.meta().namespace() + "/" + autoscaler.meta().name()));
  }
}

package io.reflexarc.detector.symptom.autoscaler;

import io.reflexarc.detector.cluster.AutoscalerEvent;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.EventView;
import io.reflexarc.detector.finding.About;
import io.reflexarc.detector.finding.Certainty;
import io.reflexarc.detector.finding.FactType;
import io.reflexarc.detector.finding.Finding;
import io.reflexarc.detector.symptom.Repeats;
import io.reflexarc.detector.symptom.Symptom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An autoscaler that changed the number of replicas, by the Event that it writes each time: its
 * status keeps only the last time. From how many it went is what its status says then.
 */
public final class AutoscalerScaled implements Symptom<AutoscalerEvent> {

  private static final String REASON = "SuccessfulRescale";
  private static final Pattern NOTE =
      Pattern.compile("New size: (\\d{1,9})(?:; reason: (.{1,400}))?.*", Pattern.DOTALL);

  @Override
  public List<Finding> between(
      @Nullable AutoscalerEvent before, AutoscalerEvent after, Instant now) {
    Matcher said = NOTE.matcher(after.event().note());
    return after.event().reason().equals(REASON) && said.matches()
        ? Repeats.of(after.event(), after.known(), after.witnessed())
            .map((nth, certainty) -> finding(after, said, nth, certainty))
        : List.of();
  }

  private static Finding finding(AutoscalerEvent told, Matcher said, int nth, Certainty certainty) {
    AutoscalerView autoscaler = told.autoscaler();
    EventView event = told.event();
    int to = Integer.parseInt(said.group(1));
    Map<String, String> labels = new HashMap<>();
    labels.put("autoscaler", autoscaler.meta().name());
    labels.put("to", said.group(1));
    if (told.witnessed() && nth == event.count() && autoscaler.current() != to) {
      labels.put("from", Integer.toString(autoscaler.current()));
      labels.put("direction", to > autoscaler.current() ? "up" : "down");
    }
    return Finding.occurred(
            FactType.AUTOSCALER_SCALED,
            new About.OfObject(
                autoscaler.meta().namespace(),
                autoscaler.targetKind(),
                autoscaler.targetName(),
                null),
            List.of(autoscaler.meta().uid(), event.meta().uid(), Integer.toString(nth)),
            event.at(nth),
            certainty,
            REASON,
            "autoscaler "
                + autoscaler.meta().name()
                + " scales to "
                + to
                + (said.group(2) == null ? "" : ": " + said.group(2)))
        .with(labels);
  }
}

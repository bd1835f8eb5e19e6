package io.reflexarc.decider.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.decider.golden.Story.Told;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import io.reflexarc.schemas.avro.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What is told in a story second by second. */
final class Telling {

  private final Story story;
  private final Set<Told> told = new HashSet<>();

  Telling(Story story) {
    this.story = story;
  }

  /** A fact and how long after it happened it is told. */
  record Saying(long lateMillis, HealthEvent fact) {}

  /**
   * What is told now.
   *
   * @param acted when the first command of a target was carried out, -1 before
   */
  List<Saying> at(long offset, ToLongFunction<String> acted) {
    List<Saying> all = new ArrayList<>();
    for (Told each : story.facts()) {
      long actionOffset = acted.applyAsLong(target(each.fact()));
      boolean over = each.until().filter(it -> it.reached(offset, actionOffset)).isPresent();
      boolean once = each.until().isEmpty();
      if (each.at().reached(offset, actionOffset) && !over && (!once || told.add(each))) {
        if (once || offset % each.everyMillis() == 0) {
          all.add(new Saying(each.lateMillis(), fact(each.fact(), offset)));
        }
      }
    }
    return all;
  }

  private HealthEvent fact(JsonNode node, long offset) {
    Instant at = Instant.ofEpochMilli(story.startMillis() + offset);
    String type = node.path("type").asText();
    Phase phase = Phase.valueOf(node.path("phase").asText("OCCURRED"));
    String pod = text(node, "pod");
    Map<String, String> labels = new HashMap<>();
    node.path("labels").properties().forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
    return HealthEvent.newBuilder()
        .setId(node.path("id").asText(type + "/" + phase + "/" + pod + "/" + at))
        .setType(type)
        .setPhase(phase)
        .setSeverity(Severity.WARNING)
        .setTarget(target(node))
        .setSubject(
            Subject.newBuilder()
                .setPod(pod)
                .setPodUid(pod == null ? null : "uid-" + pod)
                .setNode(text(node, "node"))
                .build())
        .setVersion(text(node, "version"))
        .setSource("test")
        .setOccurredAt(at)
        .setObservedAt(at)
        .setLabels(labels)
        .build();
  }

  private static String target(JsonNode node) {
    return node.path("target").asText(Story.TARGET);
  }

  private static @Nullable String text(JsonNode node, String name) {
    return node.has(name) ? node.get(name).asText() : null;
  }
}

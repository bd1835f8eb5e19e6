package io.reflexarc.schemas.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code spec.symptom.all} and {@code any}. */
final class CombinedReader {

  private static final String EXAMPLE = "{alert: {name: HighErrorRatio}}";

  private CombinedReader() {}

  static IndicatorRead read(Combined.How how, Fields symptom) {
    int before = symptom.mistakes().count();
    Map<String, JsonNode> items = symptom.items(how.word(), Combined.MOST);
    List<IndicatorRead> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> item : items.entrySet()) {
      Fields fields = Fields.of(item.getKey(), EXAMPLE, item.getValue(), symptom.mistakes());
      parts.add(SymptomReader.readPart(fields));
      fields.finish();
    }
    if (items.size() < 2 && symptom.mistakes().count() == before) {
      symptom.mistake(how.word(), "has fewer than two parts, write at least two indicators");
    }
    List<Per> pers = parts.stream().flatMap(part -> part.per().stream()).distinct().toList();
    if (pers.size() > 1) {
      symptom.mistake(
          how.word(),
          "has parts per "
              + Shown.choice(pers.stream().map(Per::word).toList())
              + ", write the same per in each");
    }
    return read(how, parts, pers, symptom.mistakes().count() == before);
  }

  private static IndicatorRead read(
      Combined.How how, List<IndicatorRead> parts, List<Per> pers, boolean right) {
    Optional<Indicator> combined =
        right
            ? Optional.of(
                new Combined(
                    how, parts.stream().flatMap(part -> part.indicator().stream()).toList()))
            : Optional.empty();
    Optional<Duration> window =
        parts.stream().flatMap(part -> part.window().stream()).max(Comparator.naturalOrder());
    IndicatorRead read = new IndicatorRead(combined, pers.stream().findFirst(), window);
    boolean atOnce = parts.stream().allMatch(part -> part.forByDefault().isPresent());
    return atOnce ? read.actingAtOnce() : read;
  }
}

package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Says our facts in the recordings' words, by {@code vocabulary.yaml}. */
final class Vocabulary {

  private static final Path FILE = Path.of("src/test/resources/recordings/vocabulary.yaml");

  private final JsonNode entries;

  Vocabulary() {
    try {
      this.entries = new YAMLMapper().readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Type, workload, version, pod and node in one line; empty where they have no word. */
  Optional<String> inTheirs(HealthEvent event) {
    return word(event)
        .map(
            word -> {
              String[] target = event.getTarget().split("/");
              boolean node = target[2].equals("Node");
              return String.join(
                  " ",
                  word,
                  node ? "" : target[2].toLowerCase(Locale.ROOT) + "/" + target[3],
                  orEmpty(event.getVersion()),
                  event.getSubject() == null ? "" : orEmpty(event.getSubject().getPod()),
                  event.getSubject() == null ? "" : orEmpty(event.getSubject().getNode()));
            });
  }

  /** The same line of a fact of theirs. */
  static String line(JsonNode fact) {
    return String.join(
        " ",
        List.of("type", "workload", "version", "pod", "node").stream()
            .map(field -> fact.path(field).asText())
            .toList());
  }

  private Optional<String> word(HealthEvent event) {
    if (event.getPhase() == Phase.ENDED && "Gone".equals(event.getReason())) {
      return Optional.empty();
    }
    Optional<JsonNode> entry =
        StreamSupport.stream(entries.spliterator(), false)
            .filter(it -> it.get("ours").asText().equals(event.getType() + " " + event.getPhase()))
            .filter(it -> labelled(it.path("label"), event.getLabels()))
            .findFirst();
    return entry.isEmpty()
        ? Optional.of(event.getType() + (event.getPhase() == Phase.ENDED ? " ENDED" : ""))
        : entry.map(it -> it.get("theirs")).filter(it -> !it.isNull()).map(JsonNode::asText);
  }

  private static boolean labelled(JsonNode wanted, Map<String, String> labels) {
    return wanted.properties().stream()
        .allMatch(it -> it.getValue().asText().equals(labels.get(it.getKey())));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}

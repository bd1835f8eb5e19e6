package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Subject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded clusters give their required facts and nothing that is not true there. */
class RecordingReplayTest {

  /** What a fact may take beyond the first line that proves it: a budget is only inferred. */
  private static final Duration LATEST = Duration.ofSeconds(25);

  private final Vocabulary vocabulary = new Vocabulary();

  static Stream<RecordedFiles> recordings() {
    return RecordedFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellAllRequiredFactsAndNoFalseOneWhenARecordingIsReplayed(RecordedFiles files) {
    Map<String, Instant> told = inTheirs(Replay.of(Recording.read(files)));

    assertThat(told.keySet()).containsAll(theirs(files, it -> required(it)).keySet());
    assertThat(theirs(files, it -> true).keySet()).containsAll(told.keySet());
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellRequiredFactsInTimeWhenARecordingIsReplayed(RecordedFiles files) {
    Map<String, Instant> told = inTheirs(Replay.of(Recording.read(files)));

    theirs(files, it -> required(it))
        .forEach(
            (fact, at) ->
                assertThat(told.getOrDefault(fact, Instant.MAX))
                    .as(fact)
                    .isBetween(at.minusSeconds(1), at.plus(LATEST)));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellWhatTheGoldenFileSaysWhenARecordingIsReplayed(RecordedFiles files)
      throws IOException {
    Path golden = files.folder().resolve("facts.txt");
    if (!Files.exists(golden) && !files.folder().startsWith("src")) {
      return;
    }

    String told =
        Replay.of(Recording.read(files)).stream()
            .map(RecordingReplayTest::line)
            .collect(Collectors.joining("\n", "", "\n"));

    assertThat(Files.exists(golden) ? Files.readString(golden, StandardCharsets.UTF_8) : "")
        .as("%s is to hold:\n%s\nEND", golden, told)
        .isEqualTo(told);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellTheSameWhenEventsAreReadInTheirFirstForm(RecordedFiles files) {
    assertThat(ids(Replay.of(Recording.read(files, RecordedResource.EVENTS))))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  private Map<String, Instant> inTheirs(List<HealthEvent> told) {
    Map<String, Instant> numbered = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (HealthEvent event : told) {
      vocabulary
          .inTheirs(event)
          .ifPresent(
              line ->
                  numbered.put(
                      line + " #" + times.merge(line, 1, Integer::sum), event.getObservedAt()));
    }
    return numbered;
  }

  /** The second fact of the same words is "... #2". */
  private static Map<String, Instant> theirs(RecordedFiles files, Predicate<JsonNode> which) {
    Map<String, Instant> numbered = new LinkedHashMap<>();
    Map<String, Integer> times = new HashMap<>();
    for (JsonNode fact : files.trees("expected.jsonl")) {
      if (which.test(fact)) {
        String line = Vocabulary.line(fact);
        numbered.put(
            line + " #" + times.merge(line, 1, Integer::sum),
            Instant.parse(fact.get("at").asText()));
      }
    }
    return numbered;
  }

  private static boolean required(JsonNode fact) {
    return fact.get("required").asBoolean();
  }

  private static Set<String> ids(List<HealthEvent> told) {
    return told.stream().map(HealthEvent::getId).collect(Collectors.toCollection(HashSet::new));
  }

  private static String line(HealthEvent event) {
    Subject subject = event.getSubject();
    return Stream.of(
            event.getObservedAt().toString(),
            event.getType(),
            event.getPhase().toString(),
            event.getTarget(),
            event.getVersion(),
            subject == null ? null : subject.getPod(),
            subject == null ? null : subject.getContainer(),
            subject == null ? null : subject.getNode(),
            event.getReason(),
            event.getId())
        .map(it -> it == null ? "-" : it)
        .collect(Collectors.joining(" "));
  }
}

package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.reflexarc.detector.attribution.Fact;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.detector.ledger.Verdict;
import io.reflexarc.detector.sensing.Recognition;
import io.reflexarc.detector.sensing.Senses;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded clusters give their required facts and nothing that is not true there. The recordings'
 * vocabulary differs from ours: their {@code pod.ready-again} is our {@code pod.not-ready} ENDED,
 * and what they call {@code node.recovered} we say twice, as the end of the state too. An end with
 * the reason {@code Gone} has no word there: the pod went, nothing recovered. Facts of other types,
 * and of workloads that are not Deployments' where a rollout is meant, are not recognised yet.
 */
class RecordingReplayTest {

  private static final Duration HORIZON = Duration.ofHours(1);
  private static final Set<String> RECOGNISED =
      Set.of(
          "pod.oom-killed",
          "pod.crash-loop",
          "pod.not-ready",
          "pod.ready-again",
          "rollout.started",
          "rollout.completed",
          "rollout.stuck",
          "rollout.rolled-back",
          "node.not-ready",
          "node.recovered");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-steady",
        "02-rollout-good",
        "03-rollout-oom",
        "04-crashloop-one-pod",
        "05-imagepull-bad-tag",
        "06-unready-dependency",
        "07-node-notready",
        "09-pod-kill",
        "12-pdb-blocked-drain",
        "14-human-overrides",
        "18-node-dead-eviction"
      })
  void shouldTellAllRequiredFactsAndNoFalseOneWhenARecordingIsReplayed(String name) {
    Recording recording = Recording.read(name);

    List<HealthEvent> told = replay(recording, new Ledger(HORIZON));

    List<String> ours =
        numbered(told.stream().map(RecordingReplayTest::inTheirWords).filter(it -> !it.isEmpty()));
    assertThat(ours).containsAll(theirs(recording, true));
    assertThat(theirs(recording, false)).containsAll(ours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"03-rollout-oom", "04-crashloop-one-pod", "07-node-notready"})
  void shouldTellTheSameFactsWhenADetectorIsReplacedMidway(String name) {
    Recording recording = Recording.read(name);
    Set<String> undisturbed = ids(replay(recording, new Ledger(HORIZON)));

    for (int cut = 1; cut < recording.then().size(); cut += 7) {
      Ledger log = new Ledger(HORIZON);
      List<HealthEvent> told = new ArrayList<>(replay(first(recording, cut), log));
      told.addAll(replay(rest(recording, cut), replayed(told)));

      assertThat(told).extracting(HealthEvent::getId).doesNotHaveDuplicates();
      assertThat(ids(told)).as("cut at " + cut).isEqualTo(undisturbed);
    }
  }

  private static Ledger replayed(List<HealthEvent> log) {
    Ledger ledger = new Ledger(HORIZON);
    log.forEach(ledger::replay);
    return ledger;
  }

  private static Recording first(Recording all, int cut) {
    return new Recording(all.name(), all.first(), all.then().subList(0, cut), all.expected());
  }

  /** What a detector lists that starts at the cut: the objects as they are then. */
  private static Recording rest(Recording all, int cut) {
    Map<String, Observation> standing = new LinkedHashMap<>();
    all.first().forEach(it -> standing.put(((Observation.Seen) it).object().meta().uid(), it));
    all.then()
        .subList(0, cut)
        .forEach(
            told -> {
              if (told.observation() instanceof Observation.Seen seen) {
                standing.put(seen.object().meta().uid(), seen);
              } else if (told.observation() instanceof Observation.Gone gone) {
                standing.remove(gone.object().meta().uid());
              }
            });
    return new Recording(
        all.name(),
        List.copyOf(standing.values()),
        all.then().subList(cut, all.then().size()),
        all.expected());
  }

  private static Set<String> ids(List<HealthEvent> events) {
    return events.stream().map(HealthEvent::getId).collect(Collectors.toSet());
  }

  private static List<HealthEvent> replay(Recording recording, Ledger ledger) {
    Senses senses =
        new Senses("lab", new Recognition(Duration.ofMinutes(5)), Duration.ofSeconds(5));
    List<HealthEvent> told = new ArrayList<>();
    Instant start = recording.start();
    recording.first().forEach(it -> senses.observe(it, start));
    senses.observe(new Observation.Complete(), start);
    admit(senses.look(target -> true, start), ledger, start, told);
    for (Recording.Told next : recording.then()) {
      admit(senses.observe(next.observation(), next.at()), ledger, next.at(), told);
      admit(senses.review(ledger.open(), next.at()), ledger, next.at(), told);
    }
    assertThat(senses.parked()).isZero();
    return told;
  }

  private static void admit(List<Fact> facts, Ledger ledger, Instant now, List<HealthEvent> told) {
    for (Fact fact : facts) {
      if (ledger.admit(fact, now) == Verdict.NEWS) {
        told.add(fact.event());
      }
    }
  }

  private static List<String> theirs(Recording recording, boolean requiredOnly) {
    return numbered(
        recording.expected().stream()
            .filter(it -> RECOGNISED.contains(it.get("type").asText()))
            .filter(it -> !requiredOnly || it.get("required").asBoolean())
            .filter(
                it ->
                    !it.get("type").asText().startsWith("rollout.")
                        || it.get("workload").asText().startsWith("deployment/"))
            .map(RecordingReplayTest::line));
  }

  /** The second fact of the same words is "... #2". */
  private static List<String> numbered(Stream<String> lines) {
    Map<String, Integer> times = new HashMap<>();
    return lines.map(it -> it + " #" + times.merge(it, 1, Integer::sum)).toList();
  }

  private static String line(JsonNode fact) {
    String type = fact.get("type").asText();
    return String.join(
        " ",
        type,
        fact.path("workload").asText(),
        fact.path("version").asText(),
        fact.path("pod").asText(),
        fact.path("node").asText());
  }

  private static String inTheirWords(HealthEvent event) {
    String type = event.getType();
    if (event.getPhase() == Phase.ENDED) {
      if (!type.equals("pod.not-ready") || "Gone".equals(event.getReason())) {
        return "";
      }
      type = "pod.ready-again";
    }
    String[] target = event.getTarget().split("/");
    return String.join(
        " ",
        type,
        target[2].equals("Node") ? "" : target[2].toLowerCase(Locale.ROOT) + "/" + target[3],
        event.getVersion() == null ? "" : event.getVersion(),
        event.getSubject() == null || event.getSubject().getPod() == null
            ? ""
            : event.getSubject().getPod(),
        event.getSubject() == null || event.getSubject().getNode() == null
            ? ""
            : event.getSubject().getNode());
  }
}

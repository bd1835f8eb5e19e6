package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.detector.attribution.Facts;
import io.reflexarc.detector.ledger.Ledger;
import io.reflexarc.schemas.avro.HealthEvent;
import io.reflexarc.schemas.avro.Phase;
import io.reflexarc.schemas.avro.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Detectors that die, come back and come along during a recording publish the same ids as one. What
 * came and went while nobody looked cannot be known, but nothing false is told and nothing that
 * holds is missed.
 */
class InterruptedReplayIT {

  private static final int EVERY = 11;
  private static final int GAP = 30;

  static Stream<RecordedFiles> recordings() {
    return RecordedFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellTheSameFactsWhenADetectorIsReplacedMidway(RecordedFiles files) {
    Recording recording = Recording.read(files);
    Set<String> undisturbed = ids(Replay.of(recording));

    for (int cut = 1; cut < recording.then().size(); cut += EVERY) {
      List<HealthEvent> told = new ArrayList<>(first(recording, cut).told());
      told.addAll(second(recording, cut, told).told());

      assertThat(told).extracting(HealthEvent::getId).doesNotHaveDuplicates();
      assertThat(ids(told)).as("replaced at %s", cut).isEqualTo(undisturbed);
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellNothingElseWhenASecondDetectorTakesOverBeforeTheFirstKnows(RecordedFiles files) {
    Recording recording = Recording.read(files);
    List<HealthEvent> undisturbed = Replay.of(recording);

    for (int cut = 1; cut < recording.then().size(); cut += EVERY * 3) {
      List<HealthEvent> log = first(recording, cut).told();
      List<HealthEvent> both = new ArrayList<>(undisturbed);
      both.addAll(second(recording, cut, log).told());

      assertThat(ids(both)).as("joined at %s", cut).isEqualTo(ids(undisturbed));
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellTheSameFactsWhenADetectorDiesThrice(RecordedFiles files) {
    Recording recording = Recording.read(files);
    int size = recording.then().size();
    List<HealthEvent> told = new ArrayList<>(first(recording, size / 4).told());
    for (int part = 1; part < 4; part++) {
      int from = size * part / 4;
      Recording rest = recording.until(size * (part + 1) / 4).from(from);
      Replay next = new Replay(log(told, time(recording, from)), time(recording, from));
      play(next, rest);
      told.addAll(next.told());
    }

    assertThat(told).extracting(HealthEvent::getId).doesNotHaveDuplicates();
    assertThat(ids(told)).isEqualTo(ids(Replay.of(recording)));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellNoFalseInstantAndKnowWhatHoldsWhenNobodyLookedForAWhile(RecordedFiles files) {
    Recording recording = Recording.read(files);
    List<HealthEvent> undisturbed = Replay.of(recording);

    for (int cut = 1; cut + GAP < recording.then().size(); cut += EVERY) {
      List<HealthEvent> told = new ArrayList<>(first(recording, cut).told());
      Replay second = new Replay(log(told, time(recording, cut)), time(recording, cut + GAP));
      play(second, recording.from(cut + GAP));
      told.addAll(second.told());

      assertThat(told).extracting(HealthEvent::getId).doesNotHaveDuplicates();
      assertThat(ids(undisturbed)).as("away at %s", cut).containsAll(ids(instants(told)));
      assertThat(open(told)).as("away at %s", cut).isEqualTo(open(undisturbed));
    }
  }

  private static Replay first(Recording recording, int cut) {
    Replay replay = new Replay(List.of(), recording.start());
    play(replay, recording.until(cut));
    replay.until(time(recording, cut));
    return replay;
  }

  private static Replay second(Recording recording, int cut, List<HealthEvent> told) {
    Instant start = time(recording, cut);
    Replay replay = new Replay(log(told, start), start);
    play(replay, recording.from(cut));
    return replay;
  }

  private static void play(Replay replay, Recording recording) {
    replay.list(recording.first());
    recording.then().forEach(it -> replay.at(it.at(), it.observation()));
  }

  /** When the observation before the cut came. */
  private static Instant time(Recording recording, int cut) {
    return cut == 0 ? recording.start() : recording.then().get(cut - 1).at();
  }

  /** What is in the log: what was told, and the tick of its last second. */
  private static List<HealthEvent> log(List<HealthEvent> told, Instant until) {
    List<HealthEvent> log = new ArrayList<>(told);
    log.add(
        HealthEvent.newBuilder()
            .setId("tick")
            .setType(Ledger.TICK)
            .setPhase(Phase.OCCURRED)
            .setSeverity(Severity.INFO)
            .setTarget("lab/shop/Deployment/checkout")
            .setSource(Facts.SOURCE)
            .setOccurredAt(until)
            .setObservedAt(until)
            .setMessage("")
            .build());
    return log;
  }

  private static List<HealthEvent> instants(List<HealthEvent> told) {
    return told.stream().filter(it -> it.getPhase() == Phase.OCCURRED).toList();
  }

  /** The states that began and did not end. */
  private static Set<String> open(List<HealthEvent> told) {
    Set<String> open = new TreeSet<>();
    for (HealthEvent event : told) {
      String state = event.getType() + " " + event.getTarget() + " " + event.getSubject();
      if (event.getPhase() == Phase.BEGAN) {
        open.add(state);
      } else if (event.getPhase() == Phase.ENDED) {
        open.remove(state);
      }
    }
    return open;
  }

  private static Set<String> ids(List<HealthEvent> events) {
    return events.stream()
        .map(it -> it.getType() + " " + it.getPhase() + " " + it.getMessage() + " " + it.getId())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

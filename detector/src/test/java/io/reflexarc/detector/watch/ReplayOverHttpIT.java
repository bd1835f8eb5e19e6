package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.schemas.avro.HealthEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings played over HTTP to the real informers give what reading them straight gives. */
@Execution(ExecutionMode.CONCURRENT)
class ReplayOverHttpIT {

  private static final double AS_FAST_AS_CAN_BE = Double.POSITIVE_INFINITY;

  @TempDir private Path folder;

  static Stream<RecordedFiles> recordings() {
    return RecordedFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellTheSameFactsWhenARecordingIsPlayedOverHttp(RecordedFiles files) throws Exception {
    assertThat(ids(played(files, Set.of(), 0))).isEqualTo(undisturbed(files));
  }

  @Test
  void shouldTellTheSameFactsWhenWatchesAreCutAgainAndAgain() throws Exception {
    RecordedFiles files = RecordedFiles.of("03-rollout-oom");

    assertThat(ids(played(files, Set.of(), 250))).isEqualTo(undisturbed(files));
  }

  @Test
  void shouldTellTheSameFactsWhenARecordingIsPlayedAtAHundredTimesItsSpeed() throws Exception {
    RecordedFiles files = RecordedFiles.of("06-unready-dependency");
    try (ReplayServer server = new ReplayServer(files, Set.of())) {
      PlayedTime time = new PlayedTime(Recording.read(files).start(), 100);
      try (Onlooker detector = new Onlooker(server, time, folder, Set.of(), List.of())) {
        server.play(time, (index, line) -> detector.told(line));
        detector.awaitAll();

        assertThat(detector.sighted()).isTrue();
        assertThat(ids(detector.published())).isEqualTo(undisturbed(files));
      }
    }
  }

  @Test
  void shouldReadEventsInTheirFirstFormWhenTheServerHasNoOther() throws Exception {
    RecordedFiles files = RecordedFiles.of("06-unready-dependency");

    assertThat(ids(played(files, Set.of(RecordedResource.EVENTS), 0)))
        .isEqualTo(undisturbed(files));
  }

  @Test
  void shouldTellTheRestWhenTheServerServesOnlyWhatIsNeeded() throws Exception {
    RecordedFiles files = RecordedFiles.of("02-rollout-good");
    Set<RecordedResource> unserved = EnumSet.allOf(RecordedResource.class);
    unserved.removeAll(
        Set.of(
            RecordedResource.PODS,
            RecordedResource.NODES,
            RecordedResource.DEPLOYMENTS,
            RecordedResource.REPLICA_SETS));

    assertThat(ids(played(files, unserved, 0))).isEqualTo(undisturbed(files));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "03-rollout-oom",
        "06-unready-dependency",
        "12-pdb-blocked-drain",
        "14-human-overrides",
        "18-node-dead-eviction"
      })
  void shouldTellTheSameFactsWhenDetectorsAreKilledAndReplaced(String name) throws Exception {
    RecordedFiles files = RecordedFiles.of(name);
    List<HealthEvent> log = new ArrayList<>();
    try (ReplayServer server = new ReplayServer(files, Set.of())) {
      PlayedTime time = new PlayedTime(Recording.read(files).start(), AS_FAST_AS_CAN_BE);
      Onlooker[] detector = {new Onlooker(server, time, folder, Set.of(), List.of())};
      int third = server.lines() / 3;

      server.play(
          time,
          (index, line) -> {
            detector[0].told(line);
            detector[0].awaitAll();
            if (index == third || index == 2 * third) {
              detector[0].close();
              log.addAll(detector[0].published());
              detector[0] = new Onlooker(server, time, folder, Set.of(), log);
            }
          });
      detector[0].close();
      log.addAll(detector[0].published());
    }

    assertThat(log).extracting(HealthEvent::getId).doesNotHaveDuplicates();
    assertThat(ids(log)).isEqualTo(undisturbed(files));
  }

  /**
   * @param cutEvery after how many lines all watches end; 0 for never
   */
  private List<HealthEvent> played(
      RecordedFiles files, Set<RecordedResource> unserved, int cutEvery) throws Exception {
    try (ReplayServer server = new ReplayServer(files, unserved)) {
      PlayedTime time = new PlayedTime(Recording.read(files).start(), AS_FAST_AS_CAN_BE);
      try (Onlooker detector = new Onlooker(server, time, folder, unserved, List.of())) {
        server.play(
            time,
            (index, line) -> {
              detector.told(line);
              detector.awaitAll();
              if (cutEvery > 0 && index % cutEvery == cutEvery - 1) {
                server.cut();
                detector.awaitWatches();
              }
            });
        return detector.published();
      }
    }
  }

  private static Set<String> undisturbed(RecordedFiles files) {
    return ids(Replay.of(Recording.read(files)));
  }

  private static Set<String> ids(List<HealthEvent> told) {
    return told.stream().map(RecordedCluster::words).collect(Collectors.toCollection(TreeSet::new));
  }
}

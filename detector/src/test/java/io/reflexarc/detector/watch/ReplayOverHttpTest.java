package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recordings played over HTTP to the real informers give what reading them straight gives. */
class ReplayOverHttpTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final double AS_FAST_AS_CAN_BE = Double.POSITIVE_INFINITY;

  @TempDir private Path folder;

  static Stream<RecordedFiles> recordings() {
    return RecordedFiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellTheSameFactsWhenARecordingIsPlayedOverHttp(RecordedFiles files) throws Exception {
    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 0, Set.of())))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  @Test
  void shouldTellTheSameFactsWhenWatchesAreCutAgainAndAgain() throws Exception {
    RecordedFiles files = RecordedFiles.of("03-rollout-oom");

    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 250, Set.of())))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  @Test
  void shouldTellTheSameFactsWhenARecordingIsPlayedAtAHundredTimesItsSpeed() throws Exception {
    RecordedFiles files = RecordedFiles.of("06-unready-dependency");

    assertThat(ids(played(files, 100, 0, Set.of())))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  @Test
  void shouldReadEventsInTheirFirstFormWhenTheServerHasNoOther() throws Exception {
    RecordedFiles files = RecordedFiles.of("06-unready-dependency");

    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 0, Set.of(RecordedResource.EVENTS))))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
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

    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 0, unserved)))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  /**
   * @param speed waits for each line to arrive when it is infinite
   * @param cutEvery after how many lines all watches end; 0 for never
   */
  private List<HealthEvent> played(
      RecordedFiles files, double speed, int cutEvery, Set<RecordedResource> unserved)
      throws Exception {
    RecordedResource unread =
        unserved.contains(RecordedResource.EVENTS)
            ? RecordedResource.EVENTS
            : RecordedResource.CORE_EVENTS;
    try (ReplayServer server = new ReplayServer(files, unserved);
        StageMetrics metrics = new StageMetrics("detector")) {
      Instant start = server.start(Recording.read(files).start());
      PlayedTime time = new PlayedTime(start, speed);
      Arrivals arrivals = new Arrivals(start, time);
      try (ClusterWatch watch = ClusterWatch.connect(connection(server), time, metrics)) {
        watch.start(arrivals);
        arrivals.completed(LONG);
        int watches =
            (int)
                Stream.of(RecordedResource.values())
                    .filter(it -> it != unread && !unserved.contains(it))
                    .count();
        await().atMost(LONG).until(() -> server.watched() == watches);
        AtomicInteger expected = new AtomicInteger();
        server.play(
            time,
            (index, line) -> {
              boolean read = line.resource() != unread;
              int due = line.observable() && read ? expected.incrementAndGet() : expected.get();
              if (Double.isInfinite(speed)) {
                arrivals.arrived(due, LONG);
              }
              if (cutEvery > 0 && index % cutEvery == cutEvery - 1) {
                arrivals.arrived(due, LONG);
                server.cut();
                await().atMost(LONG).until(() -> server.watched() == watches);
              }
            });
        arrivals.arrived(expected.get(), LONG);
      }
      return arrivals.told();
    }
  }

  private ClusterConnection connection(ReplayServer server) throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: replay
        clusters: [{name: replay, cluster: {server: "%s"}}]
        contexts: [{name: replay, context: {cluster: replay, user: replay}}]
        users: [{name: replay, user: {}}]
        """
            .formatted(server.address()));
    return new ClusterConnection(kubeconfig.toString(), "", "", Duration.ofSeconds(10));
  }

  private static Set<String> ids(List<HealthEvent> told) {
    return told.stream()
        .map(it -> it.getType() + " " + it.getPhase() + " " + it.getMessage() + " " + it.getId())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 0)))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  @Test
  void shouldTellTheSameFactsWhenWatchesAreCutAgainAndAgain() throws Exception {
    RecordedFiles files = RecordedFiles.of("03-rollout-oom");

    assertThat(ids(played(files, AS_FAST_AS_CAN_BE, 60)))
        .isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  @Test
  void shouldTellTheSameFactsWhenARecordingIsPlayedAtAHundredTimesItsSpeed() throws Exception {
    RecordedFiles files = RecordedFiles.of("06-unready-dependency");

    assertThat(ids(played(files, 100, 0))).isEqualTo(ids(Replay.of(Recording.read(files))));
  }

  /**
   * @param speed waits for each line to arrive when it is infinite
   * @param cutEvery after how many lines all watches end; 0 for never
   */
  private List<HealthEvent> played(RecordedFiles files, double speed, int cutEvery)
      throws Exception {
    try (ReplayServer server = new ReplayServer(files);
        StageMetrics metrics = new StageMetrics("detector")) {
      Instant start = server.start(Recording.read(files).start());
      PlayedTime time = new PlayedTime(start, speed);
      Arrivals arrivals = new Arrivals(start, time);
      try (ClusterWatch watch = ClusterWatch.connect(connection(server), time, metrics)) {
        watch.start(arrivals);
        assertThat(arrivals.complete.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        AtomicInteger expected = new AtomicInteger();
        server.play(
            time,
            (index, line) -> {
              boolean read = line.resource() != RecordedResource.CORE_EVENTS;
              int due = line.observable() && read ? expected.incrementAndGet() : expected.get();
              if (Double.isInfinite(speed)) {
                arrivals.arrived(due);
              }
              if (cutEvery > 0 && index % cutEvery == cutEvery - 1) {
                server.cut();
              }
            });
        arrivals.arrived(expected.get());
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
    return told.stream().map(HealthEvent::getId).collect(Collectors.toSet());
  }

  /** Takes what the informers' threads bring, one at a time. */
  private static final class Arrivals implements ClusterSink {

    private final CountDownLatch complete = new CountDownLatch(1);
    private final List<Observation> first = new ArrayList<>();
    private final Replay replay;
    private final PlayedTime time;
    private int count;

    Arrivals(Instant start, PlayedTime time) {
      this.replay = new Replay(List.of(), start);
      this.time = time;
    }

    @Override
    public synchronized void observed(Observation observation) {
      if (observation instanceof Observation.Complete) {
        replay.list(first);
        complete.countDown();
      } else if (complete.getCount() > 0) {
        first.add(observation);
      } else {
        replay.at(time.instant(), observation);
        count++;
      }
    }

    void arrived(int due) {
      await()
          .atMost(LONG)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> count() >= due);
    }

    synchronized List<HealthEvent> told() {
      return replay.told();
    }

    private synchronized int count() {
      return count;
    }

    @Override
    public void policySeen(PolicyText policy) {}

    @Override
    public void policyGone(String key) {}

    @Override
    public void policiesComplete() {}
  }
}

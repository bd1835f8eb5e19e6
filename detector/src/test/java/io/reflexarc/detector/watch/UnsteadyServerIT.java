package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an API server does, the informers go on, say so, and find what they missed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnsteadyServerIT {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration RECONNECT = Duration.ofMillis(5);
  private static final Duration SOON = Duration.ofMillis(5);

  private Path folder = Path.of("");

  private final StageMetrics metrics = new StageMetrics("detector");
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final UnsteadyServer server;
  private ClusterWatch watch;
  private String pod = "";
  private long lists;

  UnsteadyServerIT() throws IOException {
    server = new UnsteadyServer();
  }

  @BeforeAll
  void start(@TempDir Path home) throws IOException {
    folder = home;
    Files.writeString(folder.resolve("token"), "first");
    server.require("first");
    server.store("a", "");
    watch =
        ClusterWatch.connect(
            new ClusterConnection(kubeconfig(), "", "", Duration.ofSeconds(5)),
            new PlayedTime(Instant.parse("2026-11-23T12:00:00Z"), 0),
            metrics,
            RECONNECT);
    watch.start(new Sink());
    await()
        .pollInterval(SOON)
        .atMost(LONG)
        .until(() -> seen.contains("a") && seen.contains("complete"));
    await().pollInterval(SOON).atMost(LONG).until(() -> server.watches() == 1);
    server.send(server.bookmark(server.version()));
    await().pollInterval(SOON).atMost(LONG).until(watch::seesPods);
    await().pollInterval(SOON).atMost(LONG).until(() -> watch.check().ok());
  }

  @BeforeEach
  void begin(TestInfo test) {
    pod = "pod-" + test.getDisplayName().hashCode();
    lists = lists();
  }

  @AfterAll
  void close() {
    watch.close();
    server.close();
    metrics.close();
  }

  @Test
  void shouldFindWhatChangedWhenTheServerIsRestarted() throws IOException {
    server.stop();
    await().pollInterval(SOON).atMost(LONG).until(() -> !watch.seesPods());
    assertThat(isReady()).isFalse();
    server.store(pod, "");

    server.startAgain();

    awaitRecovery(pod);
    assertThat(problems()).isPositive();
  }

  @Test
  void shouldListAgainWhenTheVersionIsTooOld() {
    server.store(pod, "");

    server.send(server.tooOld());

    awaitRecovery(pod);
    assertThat(lists()).isGreaterThan(lists);
    assertThat(asked("list", "200")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503, 504})
  void shouldAskAgainWhenListsAndWatchesAreRefused(int status) {
    server.refuse(status);
    server.refuse(status);
    server.refuse(status);
    server.store(pod, "");

    server.cut();

    awaitRecovery(pod);
    assertThat(asked("watch", Integer.toString(status)) + asked("list", Integer.toString(status)))
        .isEqualTo(3);
  }

  @Test
  void shouldFindWhatWasCutWhenAWatchEndsInTheMiddleOfALine() {
    server.store(pod, "");
    byte[] line = server.line("ADDED", pod);

    server.send(Arrays.copyOf(line, line.length / 2));
    server.cut();

    awaitRecovery(pod);
  }

  @Test
  void shouldFindWhatWasGarbledWhenALineIsNoJson() {
    server.store(pod, "");

    server.send(bytes("{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",,}\n"));

    awaitRecovery(pod);
  }

  @Test
  void shouldReadALineWhenItComesByteByByte() {
    server.store(pod, "");
    for (byte piece : server.line("ADDED", pod)) {
      server.send(new byte[] {piece});
    }

    await().pollInterval(SOON).atMost(LONG).until(() -> seen.contains(pod));
    assertThat(lists()).isEqualTo(lists);
  }

  @Test
  void shouldReadALineAndTheNextWhenItIsNotAscii() {
    server.store(pod, "Grüße, 你好, 😀");
    server.store(pod + "-next", "");
    byte[] line = server.line("ADDED", pod);
    int middle = new String(line, StandardCharsets.ISO_8859_1).indexOf(0xC3) + 1;

    server.send(Arrays.copyOf(line, middle));
    server.send(Arrays.copyOfRange(line, middle, line.length));
    server.send(server.line("ADDED", pod + "-next"));

    await().pollInterval(SOON).atMost(LONG).until(() -> seen.contains(pod + "-next"));
    assertThat(lists()).isEqualTo(lists);
  }

  @Test
  void shouldGoOnFromTheBookmarkWhenThereWasNothingElse() {
    int later = server.version() + 10_000;
    server.send(server.bookmark(later - 1));
    server.send(server.bookmark(later));

    server.cut();

    await()
        .pollInterval(SOON)
        .atMost(LONG)
        .until(() -> server.requests().contains("WATCH " + later));
    awaitRecovery();
    assertThat(lists()).isEqualTo(lists);
  }

  @Test
  void shouldTakeTheTokenAnewWhenTheOldOneIsRefused() throws IOException {
    Files.writeString(folder.resolve("token"), "second");
    server.require("second");
    server.store(pod, "");

    server.cut();

    awaitRecovery(pod);
  }

  @Test
  void shouldReadAnObjectWhenItIsHuge() {
    server.store("huge", "x".repeat(3_000_000));

    server.send(server.line("ADDED", "huge"));
    await().pollInterval(SOON).atMost(LONG).until(() -> seen.contains("huge"));
    server.store(pod, "");
    server.cut();
    server.refuse(410);

    awaitRecovery(pod);
  }

  private long lists() {
    return server.requests().stream().filter(it -> it.startsWith("LIST")).count();
  }

  private void awaitRecovery(String... pods) {
    await().pollInterval(SOON).atMost(LONG).until(() -> seen.containsAll(List.of(pods)));
    await()
        .pollInterval(SOON)
        .atMost(LONG)
        .until(
            () -> {
              server.send(server.bookmark(server.version()));
              return watch.seesPods() && isReady();
            });
  }

  private boolean isReady() {
    try {
      return watch.check().ok();
    } catch (RuntimeException away) {
      return false;
    }
  }

  private double problems() {
    return metrics.registry().find(metrics.name("watch.problems")).counters().stream()
        .mapToDouble(it -> it.count())
        .sum();
  }

  private double asked(String verb, String code) {
    return metrics
        .registry()
        .counter(metrics.name("watch.requests"), "verb", verb, "code", code)
        .count();
  }

  private String kubeconfig() throws IOException {
    return Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            current-context: unsteady
            clusters: [{name: unsteady, cluster: {server: "%s"}}]
            contexts: [{name: unsteady, context: {cluster: unsteady, user: unsteady}}]
            users: [{name: unsteady, user: {tokenFile: "%s"}}]
            """
                .formatted(server.address(), folder.resolve("token")))
        .toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Sink implements ClusterSink {

    @Override
    public void observed(Observation observation) {
      if (observation instanceof Observation.Complete) {
        seen.add("complete");
      } else if (observation instanceof Observation.Seen it && it.object() instanceof PodView pod) {
        seen.add(pod.meta().name());
      }
    }

    @Override
    public void policySeen(PolicyText policy) {}

    @Override
    public void policyGone(String key) {}

    @Override
    public void policiesComplete() {}
  }
}

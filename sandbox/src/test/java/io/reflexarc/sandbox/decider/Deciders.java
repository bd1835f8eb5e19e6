package io.reflexarc.sandbox.decider;

import io.reflexarc.sandbox.process.StageProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** Deciders that share the partitions, each a process of its own. */
final class Deciders implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final List<StageProcess> processes = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  /**
   * Starts them.
   *
   * @param settings where Kafka is, and whose topics
   * @param folder takes their logs and their state
   */
  Deciders(int instances, Map<String, String> settings, Path folder) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("cluster.name", Patient.CLUSTER);
    all.put("http.host", "127.0.0.1");
    all.put("decider.grace", "15s");
    all.put("decider.settle", "10s");
    all.put("decider.commit.interval.ms", "20");
    all.put("decider.session.timeout.ms", "2000");
    all.put("decider.breaker.targets", "1000");
    all.put("decider.breaker.failures", "100");
    all.put("decider.breaker.actions", "100");
    for (int i = 1; i <= instances; i++) {
      processes.add(new StageProcess("decider", i, all, folder));
    }
  }

  /** Until all have joined, and restored what is theirs. */
  void awaitReady() {
    Awaitility.await("deciders are ready")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> processes.stream().allMatch(it -> it.ready(client).isPresent()));
  }

  /** SIGKILL, and started again at once. */
  void kill(int instance) {
    processes.get(instance).killAndRestart();
  }

  /** The ends of their logs, for a failed assertion. */
  String lastWords() {
    return processes.stream().map(StageProcess::lastWords).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() {
    processes.forEach(StageProcess::close);
  }
}

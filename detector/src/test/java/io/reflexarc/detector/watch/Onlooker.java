package io.reflexarc.detector.watch;

import static org.awaitility.Awaitility.await;

import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.avro.HealthEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** One detector's informers at a server that plays a recording, and the core behind them. */
final class Onlooker implements AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final StageMetrics metrics = new StageMetrics("detector");
  private final Set<RecordedResource> unserved;
  private final ReplayServer server;
  private final Arrivals arrivals;
  private final ClusterWatch watch;
  private int due;

  /**
   * Watches, once its first lists are in.
   *
   * @param folder for its kubeconfig
   * @param log what was published before
   */
  Onlooker(
      ReplayServer server,
      PlayedTime time,
      Path folder,
      Set<RecordedResource> unserved,
      List<HealthEvent> log)
      throws Exception {
    this.server = server;
    this.unserved = unserved;
    this.arrivals = new Arrivals(log, time);
    this.watch = ClusterWatch.connect(connection(server, folder), time, metrics);
    server.forgetWatches();
    watch.start(arrivals);
    arrivals.completed(LONG);
    awaitWatches();
  }

  /** A line was told that makes an observation, or not. */
  void told(PlayedLine line) {
    if (line.observable() && reads(line.resource())) {
      due++;
    }
  }

  /** Waits for everything that was told. */
  void awaitAll() throws Exception {
    arrivals.arrived(due, LONG);
  }

  /** Waits for a watch on everything that it reads. */
  void awaitWatches() {
    long watches =
        Stream.of(RecordedResource.values())
            .filter(it -> reads(it) && !unserved.contains(it))
            .count();
    await().atMost(LONG).until(() -> server.watched() == watches);
  }

  /** Whether it sees what befalls pods as it happens. */
  boolean sighted() {
    return watch.seesPods();
  }

  /** What it would have published. */
  List<HealthEvent> published() {
    return arrivals.told();
  }

  @Override
  public void close() {
    watch.close();
    metrics.close();
  }

  private boolean reads(RecordedResource resource) {
    return resource
        != (unserved.contains(RecordedResource.EVENTS)
            ? RecordedResource.EVENTS
            : RecordedResource.CORE_EVENTS);
  }

  private static ClusterConnection connection(ReplayServer server, Path folder) throws IOException {
    Path kubeconfig = server.writeKubeconfig(folder.resolve("kubeconfig"));
    return new ClusterConnection(kubeconfig.toString(), "", "", Duration.ofSeconds(10));
  }
}

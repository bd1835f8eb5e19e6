package io.reflexarc.bench.scale;

import io.reflexarc.bench.Benchmark;
import io.reflexarc.bench.Board;
import io.reflexarc.bench.Figure;
import io.reflexarc.bench.Memory;
import io.reflexarc.bench.cluster.ClusterShape;
import io.reflexarc.bench.cluster.GeneratedApi;
import io.reflexarc.bench.cluster.GeneratedCluster;
import io.reflexarc.bench.process.TookTooLongException;
import io.reflexarc.bench.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a detector bears a large cluster: first sync, heap, changes followed to Kafka, relist. The
 * peer is a process with fabric8's informers alone, against the same API, after it.
 */
public final class DetectorScale implements Benchmark {

  /** How it is asked for. */
  public static final String NAME = "detector-scale";

  private static final int MORE_HEAP = 3;
  private static final long MEBIBYTE = 1 << 20;
  private static final long SPARE_MIB = 2_048;

  private final ClusterShape shape;
  private final Load load;
  private final int heapMiB;
  private final Duration patience;

  /**
   * @param heapMiB heap that the detector gets, and the peer at first
   * @param patience for a first sync, and for a relist; half of it for a peer that may need more
   *     heap
   */
  public DetectorScale(ClusterShape shape, Load load, int heapMiB, Duration patience) {
    this.shape = shape;
    this.load = load;
    this.heapMiB = heapMiB;
    this.patience = patience;
  }

  @Override
  public void run(Board board) throws IOException {
    board.say(NAME + ": " + shape);
    Path folder = board.folder();
    GeneratedCluster cluster = new GeneratedCluster(shape, board.now());
    List<String> remarks = new ArrayList<>();
    try (GeneratedApi api = GeneratedApi.serve(cluster)) {
      Path kubeconfig = api.writeKubeconfig(folder.resolve("kubeconfig"));
      Course course = new Course(api, cluster, load, board, folder);
      Measured ours;
      try (Wire wire = Wire.start(Map.of())) {
        board.say("Kafka, the registry and the generated API are up; logs are in " + folder);
        ours =
            course.run(
                () -> DetectorProcess.start(wire.settings(), kubeconfig, flags(heapMiB), folder),
                heapMiB,
                patience);
      }
      Measured peer = peer(course, kubeconfig, folder, board, remarks).orElse(null);
      board.show(NAME, shape + ", " + load.rate() + " changes/s", figures(ours, peer), remarks);
    }
  }

  /** The peer gets our heap first; where that is not enough for it, as much more as there is. */
  private Optional<Measured> peer(
      Course course, Path kubeconfig, Path folder, Board board, List<String> remarks) {
    int heap = heapMiB;
    Duration within = patience.dividedBy(2);
    while (true) {
      int given = heap;
      try {
        return Optional.of(
            course.run(
                () -> PlainInformers.start(kubeconfig, flags(given), folder), given, within));
      } catch (TookTooLongException e) {
        String remark = "with a heap of " + given + " MiB the peer failed: " + e.getMessage();
        board.say(remark);
        remarks.add(remark);
      }
      heap *= MORE_HEAP;
      within = patience;
      if (given > heapMiB || Memory.free() / MEBIBYTE < heap + SPARE_MIB) {
        remarks.add("no more memory for the peer: it is not measured");
        return Optional.empty();
      }
    }
  }

  private static List<Figure> figures(Measured ours, @Nullable Measured peer) {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure("heap.given", "MiB", ours, peer, it -> it.heapMiB()));
    figures.add(figure("heap.live.synced", "MiB", ours, peer, it -> it.liveAtFirst() / MEBIBYTE));
    figures.add(figure("heap.live.end", "MiB", ours, peer, it -> it.liveAtLast() / MEBIBYTE));
    figures.add(figure("sync.from-start", "s", ours, peer, Measured::syncSeconds));
    figures.add(figure("sync.from-first-list", "s", ours, peer, Measured::listSeconds));
    figures.add(figure("sync.cpu", "s", ours, peer, Measured::syncCpuSeconds));
    figures.add(figure("relist", "s", ours, peer, Measured::relistSeconds));
    figures.add(figure("changes.rate", "changes/s", ours, peer, Measured::rate));
    figures.add(figure("changes.cpu", "cores", ours, peer, Measured::cores));
    figures.add(figure("changes.told", "changes", ours, peer, it -> it.delays().expected()));
    figures.add(figure("changes.missing", "changes", ours, peer, it -> it.delays().missing()));
    figures.add(figure("latency.p50", "ms", ours, peer, it -> it.delays().percentile(50)));
    figures.add(figure("latency.p99", "ms", ours, peer, it -> it.delays().percentile(99)));
    figures.add(figure("latency.max", "ms", ours, peer, it -> it.delays().longest()));
    return figures;
  }

  private interface Value {
    double of(Measured measured);
  }

  private static Figure figure(
      String name, String unit, Measured ours, @Nullable Measured peer, Value value) {
    return new Figure(name, value.of(ours), unit, peer == null ? null : value.of(peer));
  }

  /** As the product starts a detector, but for the heap. */
  private static List<String> flags(int heapMiB) {
    return List.of(
        "-Xmx" + heapMiB + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:TieredStopAtLevel=1",
        "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
  }
}

package io.reflexarc.sandbox.detector;

import io.reflexarc.detector.watch.RecordedCluster;
import io.reflexarc.sandbox.process.StageProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Detectors as processes of the operating system. */
final class ProcessCrew extends Crew {

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final RecordedCluster cluster;
  private final Path folder;

  ProcessCrew(RecordedCluster cluster, String prefix, Path folder) throws IOException {
    super(cluster, prefix, folder);
    this.cluster = cluster;
    this.folder = folder;
  }

  @Override
  Member start(int number, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("time.url", cluster.clock().toString());
    StageProcess process = new StageProcess("detector", number, all, folder);
    return new Member() {
      @Override
      public Set<Integer> active() {
        return process.ready(client).map(Partitions::in).orElse(Set.of());
      }

      @Override
      public long observations() {
        return (long) process.metric(client, "reflexarc_detector_observations_total");
      }

      @Override
      public String lastWords() {
        return process.lastWords();
      }

      @Override
      public void leave() {
        process.stop();
      }

      @Override
      public void kill() {
        process.close();
      }
    };
  }
}

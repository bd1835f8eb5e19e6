package io.reflexarc.sandbox.detector;

import io.reflexarc.detector.Detector;
import io.reflexarc.detector.DetectorConfig;
import io.reflexarc.detector.watch.RecordedCluster;
import io.reflexarc.runtime.health.HealthReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Detectors in this process. They cannot be killed: that takes a process. */
final class LocalCrew extends Crew {

  private final RecordedCluster cluster;

  LocalCrew(RecordedCluster cluster, String prefix, Path folder) throws IOException {
    super(cluster, prefix, folder);
    this.cluster = cluster;
  }

  @Override
  Member start(int number, Map<String, String> settings) throws IOException {
    Detector detector = Detector.start(DetectorConfig.of(settings), cluster.time());
    return new Member() {
      @Override
      public Set<Integer> active() {
        HealthReport report = detector.health().ready();
        return report.ok() ? Partitions.in(report.inOrder().toString()) : Set.of();
      }

      @Override
      public long observations() {
        var metrics = detector.metrics();
        return (long) metrics.registry().counter(metrics.name(Detector.OBSERVATIONS)).count();
      }

      @Override
      public String lastWords() {
        return detector.health().ready().toString();
      }

      @Override
      public void leave() {
        detector.close();
      }

      @Override
      public void kill() {
        throw new UnsupportedOperationException("only a process can be killed");
      }
    };
  }
}

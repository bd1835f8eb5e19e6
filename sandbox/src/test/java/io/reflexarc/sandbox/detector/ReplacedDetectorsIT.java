package io.reflexarc.sandbox.detector;

import io.reflexarc.detector.watch.RecordedCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole detectors that come and go while a recorded cluster plays itself back tell, together, what
 * one tells that nothing disturbs. Time stands still until all have seen what was told, and while a
 * group forms anew: what came and went while nobody looked, nobody can tell.
 */
class ReplacedDetectorsIT {

  static final double SPEED = 20;

  @TempDir private Path folder;

  static List<String> recordings() {
    return RecordedCluster.names();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellWhatOneTellsWhenDetectorsAreAddedAndReplaced(String name) throws Exception {
    String prefix = "replaced-" + name + "-";
    try (RecordedCluster cluster = RecordedCluster.open(name, SPEED);
        Crew crew = new LocalCrew(cluster, prefix, folder)) {
      crew.join();
      int quarter = Math.max(1, cluster.lines() / 4);
      cluster.play(
          (line, observations) -> {
            crew.awaitObserved(observations);
            if (line == quarter) {
              crew.join();
            } else if (line == 2 * quarter || line == 3 * quarter) {
              crew.replace();
            }
          });

      try (Told told = new Told(prefix)) {
        told.shouldBe(cluster.undisturbed(), crew);
      }
    }
  }
}

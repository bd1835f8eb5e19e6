package io.reflexarc.sandbox.detector;

import io.reflexarc.detector.watch.RecordedCluster;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same with processes of the operating system, which die without a word. */
class KilledDetectorsIT {

  @TempDir private Path folder;

  /** The group waits for the dead, so one will do here; a property names others, or "all". */
  static Stream<String> recordings() {
    String named = System.getProperty("reflexarc.recordings", "18-node-dead-eviction");
    return named.equals("all") ? RecordedCluster.names().stream() : Stream.of(named.split(",", -1));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void shouldTellWhatOneTellsWhenDetectorsAreKilledAndReplaced(String name) throws Exception {
    String prefix = "killed-" + name + "-";
    try (RecordedCluster cluster = RecordedCluster.open(name, ReplacedDetectorsIT.SPEED);
        Crew crew = new ProcessCrew(cluster, prefix, folder)) {
      crew.join();
      int fifth = Math.max(1, cluster.lines() / 5);
      cluster.play(
          (line, observations) -> {
            crew.awaitObserved(observations);
            if (line == fifth || line == 3 * fifth) {
              crew.join();
            } else if (line == 2 * fifth || line == 4 * fifth) {
              crew.kill();
            }
          });

      try (Told told = new Told(prefix)) {
        told.shouldBe(cluster.undisturbed(), crew);
      }
    }
  }
}

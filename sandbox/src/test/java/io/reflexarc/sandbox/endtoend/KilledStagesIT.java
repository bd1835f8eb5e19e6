package io.reflexarc.sandbox.endtoend;

import io.reflexarc.sandbox.world.clock.WorldClock;
import io.reflexarc.schemas.avro.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of each stage share the work, and both are killed without warning while an incident
 * runs.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledStagesIT {

  @TempDir private Path folder;

  @Test
  void shouldActOnceWithTheSameCommandWhenBothOfEachStageAreKilledDuringTheIncident()
      throws InterruptedException {
    ProcessStory story = new ProcessStory(folder);
    story.play(
        2,
        (heard, clock) -> {
          StageProcesses processes = story.processes();
          if (heard == Stage.DETECTED) {
            whileTheWorldStandsStill(
                clock, processes, processes::killDetectors, processes::killDeciders);
          } else if (heard == Stage.ISSUED) {
            whileTheWorldStandsStill(clock, processes, processes::killActuators);
          } else if (heard == Stage.VERIFYING) {
            whileTheWorldStandsStill(clock, processes, processes::killDeciders);
          }
        });
  }

  /**
   * A restart takes real seconds, which at this speed are many minutes of the world: a command
   * would expire, rightly. So the world waits, with everything in flight as it was.
   */
  private static void whileTheWorldStandsStill(
      WorldClock clock, StageProcesses processes, Runnable... kills) {
    clock.pause();
    for (Runnable kill : kills) {
      kill.run();
    }
    Awaitility.await("stages are ready again")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(processes::ready);
    clock.resume();
  }
}

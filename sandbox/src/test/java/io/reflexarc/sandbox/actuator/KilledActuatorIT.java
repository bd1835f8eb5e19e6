package io.reflexarc.sandbox.actuator;

import io.reflexarc.actuator.errand.Checkpoint;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is killed with SIGKILL while it stands at a step, started again, and killed at the
 * next one.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class KilledActuatorIT {

  @TempDir private Path folder;

  @Test
  void shouldHaveOneEffectAndOneOutcomeWhenKilledAtEachStep() throws Exception {
    try (ProcessBench bench = new ProcessBench("killed.", folder, InstantSource.system())) {
      ActuatorProcess process = bench.start("one");
      for (Checkpoint.Step step : Checkpoint.Step.values()) {
        // given
        process.holdAt(step);
        bench.send(1);
        process.awaitStanding(1);

        // when
        process.close();
        process = bench.start("one");

        // then
        bench.awaitTold();
      }
      bench.send(1);
      bench.awaitTold();
      bench.shouldHaveOneEffectAndOneOutcomeEach();
    }
  }
}

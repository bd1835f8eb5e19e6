package io.reflexarc.sandbox.actuator;

import static org.awaitility.Awaitility.await;

import io.reflexarc.actuator.errand.Checkpoint.Step;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that is stopped with SIGSTOP, loses its work to another, and goes on with what it was
 * about to do when it is woken with SIGCONT. The two take turns at being stopped.
 *
 * <p>{@code -Dreflexarc.fencing.processes=20} for as many stops of each kind.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FencedActuatorIT {

  private static final int STOPS = Integer.getInteger("reflexarc.fencing.processes", 1);

  /** So many commands stand side by side; an actuator works on no more of them at once. */
  private static final int TARGETS = 12;

  @TempDir private Path folder;

  @Test
  void shouldHaveOneEffectAndOneOutcomeWhenWokenAfterItsSession() throws Exception {
    try (ProcessBench bench = new ProcessBench("fenced.", folder, InstantSource.system())) {
      // given
      ActuatorProcess owner = bench.start("one");
      bench.send(1);
      bench.awaitTold();
      ActuatorProcess other = bench.start("other");

      for (int stop = 0; stop < STOPS; stop++) {
        // when
        stoppedBeforeItsWrites(bench, owner);
        stoppedBeforeItsCommit(bench, other);
      }

      // then the one that was woken last is still there to tell
      owner.end();
      bench.send(1);
      bench.awaitTold();
      bench.shouldHaveOneEffectAndOneOutcomeEach();
    }
  }

  /** All of its writes come too late, and the API server refuses every one. */
  private static void stoppedBeforeItsWrites(ProcessBench bench, ActuatorProcess owner)
      throws Exception {
    long refused = bench.refused();
    owner.holdAt(Step.BEFORE_WRITE);
    bench.send(TARGETS);
    owner.awaitStanding(TARGETS);
    owner.stop();
    owner.goOn();
    bench.awaitTold();
    owner.wake();
    await("writes that came too late")
        .atMost(CommandTopics.PATIENCE)
        .until(() -> bench.refused() >= refused + TARGETS);
  }

  /** Some is written, more is in the middle, audit records are sent and not committed. */
  private static void stoppedBeforeItsCommit(ProcessBench bench, ActuatorProcess owner)
      throws Exception {
    owner.holdAt(Step.BEFORE_COMMIT);
    bench.send(TARGETS);
    owner.awaitStanding(1);
    owner.stop();
    owner.goOn();
    bench.awaitTold();
    owner.wake();
  }
}

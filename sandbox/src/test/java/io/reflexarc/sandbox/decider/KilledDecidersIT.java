package io.reflexarc.sandbox.decider;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.sandbox.decider.Killings.Kill;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deciders that are processes of the operating system, exactly-once on a real broker, killed
 * without a word: what they decide, as a reader of committed records sees it, is what one that
 * nobody disturbs decides of the same log.
 *
 * <p>{@code -Dreflexarc.kills=N} kills N times, {@code -Dreflexarc.kills.seed=S} replays.
 */
class KilledDecidersIT {

  private static final int KILLS = Integer.getInteger("reflexarc.kills", 3);
  private static final long SEED = Long.getLong("reflexarc.kills.seed", 20_261_128L);

  /** After so many kills the log is played again, with the next seed. */
  private static final int KILLS_A_RUN = 20;

  private static final int INSTANCES = 2;

  @TempDir private Path folder;

  @Test
  void shouldDecideTheSameOnceWhenDecidersAreKilledAtAnyMoment() throws IOException {
    // given
    Decisions undisturbed = play("undisturbed.", 1, List.of());
    shouldHaveMuchToDecide(undisturbed);
    TreeSet<Integer> busy = stepsWithCommands(undisturbed);

    for (int killed = 0; killed < KILLS; killed += KILLS_A_RUN) {
      // when
      long seed = SEED + killed / KILLS_A_RUN;
      int kills = Math.min(KILLS_A_RUN, KILLS - killed);
      Decisions disturbed =
          play("killed-" + seed + ".", INSTANCES, Killings.of(seed, kills, INSTANCES, busy));

      // then
      String replay = "replay by -Dreflexarc.kills=" + kills + " -Dreflexarc.kills.seed=" + seed;
      assertThat(undisturbed.differences(disturbed)).as(replay).isEmpty();
    }
  }

  private Decisions play(String name, int instances, List<Kill> kills) throws IOException {
    try (Play play = new Play(name, instances, kills, folder)) {
      Decisions decisions = play.play();
      assertThat(play.killed()).as(name).isEqualTo(kills.size());
      return decisions;
    }
  }

  private static TreeSet<Integer> stepsWithCommands(Decisions decisions) {
    TreeSet<Integer> steps = new TreeSet<>();
    for (RemediationCommand command : decisions.allCommands()) {
      steps.add(SignalLog.stepOf(command.getIssuedAt()));
    }
    return steps;
  }

  /** Nothing is proved by a log of which little follows. */
  private static void shouldHaveMuchToDecide(Decisions decisions) {
    assertThat(decisions.allCommands())
        .hasSizeGreaterThan(50)
        .extracting(RemediationCommand::getAction)
        .contains("degrade", "restore", "restartWorkload", "webhook", "restartPod", "rollback");
    assertThat(decisions.allCommands()).extracting(RemediationCommand::getRung).contains(0, 1, 2);
    assertThat(decisions.allAudits())
        .extracting(RemediationAudit::getStage)
        .contains(Stage.DETECTED, Stage.ISSUED, Stage.HEALED, Stage.NOT_HEALED)
        .contains(Stage.HELD, Stage.ESCALATED, Stage.CLOSED);
    assertThat(decisions.allAudits()).extracting(RemediationAudit::getGate).contains("limit");
  }
}

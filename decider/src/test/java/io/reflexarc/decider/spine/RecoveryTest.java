package io.reflexarc.decider.spine;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.decider.command.Reversal;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.spine.Happening.Cure;
import io.reflexarc.decider.spine.Happening.Pause;
import io.reflexarc.decider.spine.Happening.Quiet;
import io.reflexarc.decider.spine.Happening.Report;
import io.reflexarc.decider.spine.Happening.Resume;
import io.reflexarc.decider.spine.Happening.Turn;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was done to get around a fault is taken back when the fault is over. */
class RecoveryTest {

  private static final Happening SLOW = new Turn(1, Health.UNHEALTHY);
  private static final Happening WELL = new Turn(1, Health.HEALTHY);
  private static final Happening A_WHILE = new Quiet(10);
  private static final Happening DONE = new Report(Stage.APPLIED, true);

  private final List<RemediationCommand> commands = new ArrayList<>();
  private final List<RemediationAudit> audit = new ArrayList<>();
  private final Walk walk =
      new Walk(
          seen -> {
            seen.decided().command().ifPresent(commands::add);
            audit.addAll(seen.decided().audit());
          });

  @Test
  void shouldTakeBackWhatWasDoneEvenInAPause() {
    // given what was done, and a human who pauses everything
    walk.through(List.of(SLOW, DONE, new Pause("*")));

    // when all is well
    walk.through(List.of(WELL, A_WHILE, DONE, new Cure()));

    // then
    assertThat(actions()).containsExactly("degrade", "restore");
    assertThat(commands.get(1).getParameters())
        .containsEntry(Reversal.UNDOES, commands.get(0).getId());
    assertThat(walk.state().incident()).isEmpty();
    assertThat(said(Stage.ESCALATED)).isEmpty();
  }

  @Test
  void shouldBeUnwellUntilWhatWasDoneIsTakenBack() {
    // given
    walk.through(List.of(SLOW, DONE, WELL, A_WHILE));
    assertThat(walk.state().incident().orElseThrow()).isInstanceOf(Restoring.class);
    // then
    assertThat(walk.state().unwell()).isPresent();
    assertThat(walk.through(List.of(DONE)).state().unwell()).isEmpty();
  }

  @Test
  void shouldTakeBackNothingWhenNothingWasCarriedOut() {
    walk.through(List.of(SLOW, new Report(Stage.FAILED, true), new Cure(), new Cure()));

    assertThat(actions()).containsExactly("degrade");
    assertThat(walk.state().incident()).isEmpty();
  }

  @Test
  void shouldTellAHumanWhenItCannotBeTakenBack() {
    walk.through(List.of(SLOW, DONE, WELL, A_WHILE, new Report(Stage.FAILED, true)));

    assertThat(audit.get(audit.size() - 1).getStage()).isEqualTo(Stage.ESCALATED);
    assertThat(audit.get(audit.size() - 1).getReason())
        .isEqualTo("not taken back (failed: done); a human must look");
    assertThat(walk.through(List.of(new Cure())).state().incident()).isEmpty();
    assertThat(actions()).containsExactly("degrade", "restore");
  }

  @Test
  void shouldLeaveItAsItIsWhenAHumanHasChangedIt() {
    walk.through(
        List.of(SLOW, DONE, WELL, A_WHILE, new Report(Stage.OVERRIDDEN, true), new Cure()));

    assertThat(actions()).containsExactly("degrade", "restore");
    assertThat(walk.state().incident()).isEmpty();
  }

  @Test
  void shouldNotForgetWhatWasDoneWhenAPauseIsLifted() {
    // given what was done and did not help, and a pause over its policy
    walk.through(List.of(SLOW, DONE, new Quiet(12), new Pause("policy:shop/slow")));
    assertThat(walk.state().incident()).isPresent();

    // when it is lifted and all is well
    walk.through(List.of(new Resume("policy:shop/slow"), WELL, A_WHILE, DONE, new Cure()));

    // then
    assertThat(actions()).contains("degrade", "restore");
    assertThat(walk.state().incident()).isEmpty();
  }

  private List<RemediationAudit> said(Stage stage) {
    return audit.stream().filter(each -> each.getStage() == stage).toList();
  }

  private List<String> actions() {
    return commands.stream().map(RemediationCommand::getAction).toList();
  }
}

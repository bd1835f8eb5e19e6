package io.reflexarc.actuator.action.pause;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.MemorySite;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Rehearsal;
import io.reflexarc.schemas.avro.RemediationCommand;
import org.junit.jupiter.api.Test;

/** A pause is taken back by whom it was made, and by nobody else. */
class ResumeRolloutTest {

  private final MemorySite site = new MemorySite();

  @Test
  void shouldLeaveThePauseOfAHuman() throws Exception {
    RemediationCommand resume = new ResumeScene().order(site);
    RemediationCommand ofAnother =
        Commands.with(resume, c -> c.getParameters().put("undoes", "c-other"));

    assertThat(new Rehearsal(site, new ResumeScene()).run(ofAnother).outcome())
        .isEqualTo(new Outcome.Superseded("web keeps no effect of command c-other to take back"));
    assertThat(site.effects()).isEmpty();
  }

  @Test
  void shouldTakeBackWhatPauseDid() throws Exception {
    RemediationCommand pause = new PauseScene().order(site);
    RemediationCommand resume =
        Commands.with(
            pause,
            c -> {
              c.setId("c-2").setAction("resumeRollout");
              c.getParameters().put("paused", "false");
              c.getParameters().put("undoes", "c-1");
              c.getPreconditions().get(0).put("revision", null);
            });

    assertThat(new Rehearsal(site, new PauseScene()).run(pause).outcome())
        .isInstanceOf(Outcome.Applied.class);
    assertThat(new Rehearsal(site, new ResumeScene()).run(resume).outcome())
        .isEqualTo(new Outcome.Applied("let the rollout of web go on"));
    assertThat(site.effects()).containsExactly("Deployment/web", "Deployment/web");
  }
}

package io.reflexarc.actuator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Verb;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlsTest {

  private static final Instant NOW = Commands.ISSUED;
  private static final RemediationCommand COMMAND =
      Commands.command("c-1", "web", Map.of(), List.of());

  private final ControlDesk desk = new ControlDesk();

  @Test
  void shouldPauseWhatIsInsideTheScopeOnly() throws Exception {
    desk.order(Verb.PAUSE, "local/pay", null);
    desk.order(Verb.PAUSE, "other", null);
    desk.order(Verb.PAUSE, "local/shop/Deployment/web-canary", null);

    assertThat(pause()).isEmpty();
    assertThat(
            desk.current()
                .pause(COMMAND, List.of(TargetKey.parse(Commands.target("web-canary"))), NOW))
        .isPresent();
  }

  @Test
  void shouldForgetAPauseWhenResumed() throws Exception {
    desk.order(Verb.PAUSE, "local", null);
    desk.order(Verb.RESUME, "local", null);

    assertThat(pause()).isEmpty();
  }

  @Test
  void shouldKeepAWidePauseWhenANarrowScopeIsResumed() throws Exception {
    desk.order(Verb.PAUSE, "local", null);
    desk.order(Verb.RESUME, "local/shop", null);

    assertThat(pause()).map(Control::getScope).contains("local");
  }

  @Test
  void shouldLapseAtTheInstantItNames() throws Exception {
    desk.order(Verb.PAUSE, "*", NOW);

    assertThat(pause()).isEmpty();
    assertThat(desk.current().pause(COMMAND, List.of(), NOW.minusMillis(1))).isPresent();
  }

  @Test
  void shouldForgetWhenTheRecordIsDeleted() throws Exception {
    desk.order(Verb.PAUSE, "*", null);
    desk.current().forget("*");

    assertThat(pause()).isEmpty();
  }

  @Test
  void shouldTakeNoMoreScopesThanItHasRoomFor() throws Exception {
    Control control =
        Control.newBuilder()
            .setScope("s")
            .setVerb(Verb.PAUSE)
            .setBy("mara")
            .setReason("x")
            .setAt(NOW)
            .build();
    Controls controls = new Controls();
    for (int i = 0; i < Controls.MOST_SCOPES; i++) {
      assertThat(controls.accept("s" + i, control)).isTrue();
    }

    assertThat(controls.accept("one-more", control)).isFalse();
    assertThat(controls.accept("s0", control)).isTrue();
  }

  private Optional<Control> pause() throws Exception {
    return desk.current().pause(COMMAND, List.of(), NOW);
  }
}

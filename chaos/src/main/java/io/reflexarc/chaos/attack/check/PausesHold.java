package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * I5: nothing is done in a paused scope, and what was issued before it was resumed is not done
 * afterwards.
 */
final class PausesHold implements Invariant {

  static final String NAME = "I5";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    for (Effect effect : testimony.effects()) {
      Optional<RemediationCommand> command = effect.commandId().flatMap(testimony::command);
      for (Pause pause : testimony.pauses()) {
        command
            .filter(each -> pause.covers(each.getTarget()))
            .filter(each -> each.getIssuedAt().isBefore(pause.until()))
            .filter(each -> effect.at().isAfter(pause.since().plus(testimony.lag())))
            .ifPresent(each -> found.add(violation(each, effect, pause)));
      }
    }
    return found;
  }

  private static Violation violation(RemediationCommand command, Effect effect, Pause pause) {
    return new Violation(
        NAME,
        command.getTarget(),
        "command %s of %s was carried out at %s, though %s was paused from %s until %s"
            .formatted(
                command.getId(),
                command.getIssuedAt(),
                effect.at(),
                pause.scope(),
                pause.since(),
                pause.until()));
  }
}

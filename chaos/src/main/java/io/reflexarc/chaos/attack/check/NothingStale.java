package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.ArrayList;
import java.util.List;

/** No stale effect: nothing is done at or after its expiry, nor before it was asked for. */
final class NothingStale implements Invariant {

  static final String NAME = "stale";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    for (Effect effect : testimony.effects()) {
      effect
          .commandId()
          .flatMap(testimony::command)
          .filter(command -> !effect.at().isBefore(command.getExpiresAt().plus(testimony.lag())))
          .ifPresent(command -> found.add(violation(command, effect)));
    }
    return found;
  }

  private static Violation violation(RemediationCommand command, Effect effect) {
    return new Violation(
        NAME,
        command.getTarget(),
        "command %s expired at %s and was carried out at %s"
            .formatted(command.getId(), command.getExpiresAt(), effect.at()));
  }
}

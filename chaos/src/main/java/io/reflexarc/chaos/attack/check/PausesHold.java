package io.reflexarc.chaos.attack.check;

import io.reflexarc.sandbox.Effect;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I5: nothing is done in a paused scope, and what was issued before is not done after it was
 * resumed, nor is what was held in the pause.
 *
 * <p>A decider may be behind the world by what the world waits for, so a command that it issues
 * after the resume may bear a time from before it, but not one from before the pause by more than
 * that.
 */
final class PausesHold implements Invariant {

  static final String NAME = "I5";

  /** How far a decider's time may be behind, event time. */
  private static final Duration BEHIND = Duration.ofSeconds(90);

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>(heldAndDone(testimony));
    for (Effect effect : testimony.effects()) {
      Optional<RemediationCommand> command = effect.commandId().flatMap(testimony::command);
      for (Pause pause : testimony.pauses()) {
        command
            .filter(each -> pause.covers(each.getTarget()))
            .filter(each -> forbidden(each, effect, pause, testimony.lag()))
            .ifPresent(each -> found.add(violation(each, effect, pause)));
      }
    }
    return found;
  }

  private static boolean forbidden(
      RemediationCommand command, Effect effect, Pause pause, Duration lag) {
    boolean within =
        effect.at().isAfter(pause.since().plus(lag)) && effect.at().isBefore(pause.until());
    boolean old =
        command.getIssuedAt().isBefore(pause.since().minus(BEHIND))
            && !effect.at().isBefore(pause.until());
    return within || old;
  }

  private static List<Violation> heldAndDone(Testimony testimony) {
    Set<String> done =
        testimony.effects().stream()
            .flatMap(effect -> effect.commandId().stream())
            .collect(Collectors.toSet());
    return testimony.statements().stream()
        .filter(audit -> Words.outcome(audit) && audit.getStage() == Stage.HELD)
        .filter(audit -> done.contains(String.valueOf(audit.getCommandId())))
        .map(
            audit ->
                new Violation(
                    NAME,
                    audit.getTarget(),
                    "command %s was held by %s, and carried out all the same"
                        .formatted(audit.getCommandId(), audit.getGate())))
        .toList();
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

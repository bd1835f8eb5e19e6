package io.reflexarc.actuator.action;

import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.policy.Action;
import java.util.Arrays;
import java.util.Optional;

/** Which action takes back what another did, as the decider orders it. */
public final class Undo {

  /** Parameter: id of the command whose effect is taken back. */
  private static final String UNDOES = "undoes";

  private Undo() {}

  /**
   * Whether a command takes back what another did: recovery, if that one's effect stands still,
   * which its action looks for.
   */
  public static boolean isOrderedBy(RemediationCommand command) {
    return command.getParameters().containsKey(UNDOES)
        && Arrays.stream(Action.values())
            .flatMap(action -> action.undo().stream())
            .anyMatch(undo -> undo.word().equals(command.getAction()));
  }

  /** The name of what takes this action back; empty where nothing does. */
  static Optional<String> of(String name) {
    return Arrays.stream(Action.values())
        .filter(action -> action.word().equals(name))
        .flatMap(action -> action.undo().stream())
        .map(Action::word)
        .findFirst();
  }
}

package io.reflexarc.actuator.action;

import io.reflexarc.schemas.policy.Action;
import java.util.Arrays;
import java.util.Optional;

/** Which action takes back what another did, as the decider orders it. */
final class Undo {

  private Undo() {}

  /** The name of what takes this action back; empty where nothing does. */
  static Optional<String> of(String name) {
    return Arrays.stream(Action.values())
        .filter(action -> action.word().equals(name))
        .flatMap(action -> action.undo().stream())
        .map(Action::word)
        .findFirst();
  }
}

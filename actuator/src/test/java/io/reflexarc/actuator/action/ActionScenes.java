package io.reflexarc.actuator.action;

import io.reflexarc.actuator.action.rollback.CanaryScene;
import io.reflexarc.actuator.action.rollback.RevisionScene;
import java.util.List;

/** The scenes that the contract is tried with: at least one for each action that writes. */
final class ActionScenes {

  /** All of them. */
  static final List<ActionScene> ALL =
      List.of(
          new RevisionScene(), //
          new CanaryScene());

  private ActionScenes() {}
}

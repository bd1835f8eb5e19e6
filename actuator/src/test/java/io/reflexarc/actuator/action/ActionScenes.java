package io.reflexarc.actuator.action;

import io.reflexarc.actuator.action.cordon.CordonScene;
import io.reflexarc.actuator.action.cordon.UncordonScene;
import io.reflexarc.actuator.action.drain.DrainScene;
import io.reflexarc.actuator.action.failover.FailoverScene;
import io.reflexarc.actuator.action.fence.FenceScene;
import io.reflexarc.actuator.action.flag.FlagScene;
import io.reflexarc.actuator.action.quarantine.QuarantineScene;
import io.reflexarc.actuator.action.restart.RestartScene;
import io.reflexarc.actuator.action.rollback.CanaryScene;
import io.reflexarc.actuator.action.rollback.RevisionScene;
import io.reflexarc.actuator.action.route.ShiftScene;
import java.util.List;

/** The scenes that the contract is tried with: at least one for each action that writes. */
final class ActionScenes {

  /** All of them. */
  static final List<ActionScene> ALL =
      List.of(
          new RevisionScene(),
          new CanaryScene(),
          new RestartScene(),
          new QuarantineScene(),
          new FenceScene(),
          new CordonScene(),
          new UncordonScene(),
          new DrainScene(),
          new FlagScene(false),
          new FlagScene(true),
          new ShiftScene(false),
          new ShiftScene(true),
          new FailoverScene());

  private ActionScenes() {}
}

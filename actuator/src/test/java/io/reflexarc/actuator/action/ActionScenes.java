package io.reflexarc.actuator.action;

import io.reflexarc.actuator.action.cordon.CordonScene;
import io.reflexarc.actuator.action.cordon.UncordonScene;
import io.reflexarc.actuator.action.drain.DrainScene;
import io.reflexarc.actuator.action.failover.FailoverScene;
import io.reflexarc.actuator.action.fence.FenceScene;
import io.reflexarc.actuator.action.flag.FlagScene;
import io.reflexarc.actuator.action.freeze.FreezeScene;
import io.reflexarc.actuator.action.freeze.ReleaseScene;
import io.reflexarc.actuator.action.patch.PatchScene;
import io.reflexarc.actuator.action.pause.PauseScene;
import io.reflexarc.actuator.action.pause.ResumeScene;
import io.reflexarc.actuator.action.quarantine.QuarantineScene;
import io.reflexarc.actuator.action.restart.RestartScene;
import io.reflexarc.actuator.action.rollback.CanaryScene;
import io.reflexarc.actuator.action.rollback.DaemonScene;
import io.reflexarc.actuator.action.rollback.RevisionScene;
import io.reflexarc.actuator.action.rollback.RolloutScene;
import io.reflexarc.actuator.action.rollback.SetScene;
import io.reflexarc.actuator.action.rolling.RollingScene;
import io.reflexarc.actuator.action.route.ShiftScene;
import io.reflexarc.actuator.action.scale.BoundScene;
import io.reflexarc.actuator.action.scale.ScaleScene;
import io.reflexarc.actuator.action.through.HandBackScene;
import io.reflexarc.actuator.action.through.ThroughScene;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.ArrayList;
import java.util.List;

/** The scenes that the contract is tried with: at least one for each action that writes. */
final class ActionScenes {

  /** All of them. */
  static final List<ActionScene> ALL =
      List.of(
          new RevisionScene(),
          new SetScene(),
          new DaemonScene(),
          new CanaryScene(),
          new RolloutScene(),
          new RollingScene(),
          new PauseScene(),
          new ResumeScene(),
          new ScaleScene(),
          new BoundScene(),
          new FreezeScene(),
          new ReleaseScene(),
          new PatchScene(),
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
          new FailoverScene(),
          new ThroughScene("argoCD", ResourceKind.APPLICATION, true),
          new ThroughScene("argoCD", ResourceKind.APPLICATION, false),
          new ThroughScene("flux", ResourceKind.KUSTOMIZATION, false),
          new ThroughScene("flux", ResourceKind.HELM_RELEASE, false),
          new HandBackScene("resumeArgoCD", ResourceKind.APPLICATION),
          new HandBackScene("resumeFlux", ResourceKind.KUSTOMIZATION),
          new HandBackScene("resumeFlux", ResourceKind.HELM_RELEASE));

  private ActionScenes() {}

  /** Those of an action. */
  static List<ActionScene> of(Action action) throws Exception {
    List<ActionScene> scenes = new ArrayList<>();
    for (ActionScene scene : ALL) {
      if (scene.order(new MemorySite()).getAction().equals(action.name())) {
        scenes.add(scene);
      }
    }
    return scenes;
  }
}

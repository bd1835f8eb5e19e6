package io.reflexarc.actuator.action.pause;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Effects;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;

/**
 * {@code resumeRollout}: takes a pause back that a command of ours made, and no other. Parameters:
 * {@code object}, {@code paused} = false, {@code undoes}.
 */
public final class ResumeRollout implements Action {

  @Override
  public String name() {
    return "resumeRollout";
  }

  @Override
  public List<Right> rights() {
    return List.of(Right.to(ResourceKind.DEPLOYMENT, "get", "update"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.DEPLOYMENT);
    String undoes = parameters.text("undoes");
    if (parameters.flag(PauseRollout.PAUSED)) {
      throw new InvalidCommandException("parameters.paused is true, use pauseRollout");
    }
    return OneWrite.look(
        command,
        key,
        ResourceKind.DEPLOYMENT,
        cluster,
        "let the rollout of " + key.name() + " go on",
        (object, now) -> resumed(object, undoes));
  }

  private static Edited resumed(KubeObject object, String undoes) {
    Effects effects = Effects.on(object);
    if (effects.of(undoes).isEmpty()) {
      return not(object.name() + " keeps no effect of command " + undoes + " to take back");
    }
    if (!object.at("/spec/paused").asBoolean()) {
      return not("rollouts of " + object.name() + " go on already");
    }
    return new Edited.To(
        json -> {
          json.withObject("/spec").remove(PauseRollout.PAUSED);
          effects.without(undoes).putOn(json);
        },
        new Change(Map.of(PauseRollout.PAUSED, "true"), Map.of(PauseRollout.PAUSED, "false")));
  }

  private static Edited not(String reason) {
    return new Edited.Not(new Outcome.Superseded(reason));
  }
}

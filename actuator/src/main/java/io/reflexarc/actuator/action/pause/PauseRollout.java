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
import io.reflexarc.actuator.action.history.Rollout;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Map;

/**
 * {@code pauseRollout}: a Deployment's rollout that is under way goes no further. Parameters:
 * {@code object}, {@code paused} = true.
 */
public final class PauseRollout implements Action {

  static final String PAUSED = "paused";

  static final List<Right> RIGHTS =
      List.of(
          Right.to(ResourceKind.DEPLOYMENT, "get", "update"),
          Right.to(ResourceKind.REPLICA_SET, "list"));

  @Override
  public String name() {
    return "pauseRollout";
  }

  @Override
  public List<Right> rights() {
    return RIGHTS;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.DEPLOYMENT);
    if (!parameters.flag(PAUSED)) {
      throw new InvalidCommandException("parameters.paused is false, use resumeRollout");
    }
    return OneWrite.look(
        command,
        key,
        ResourceKind.DEPLOYMENT,
        cluster,
        "pause the rollout of " + key.name(),
        (object, now) -> paused(object, command.getId()));
  }

  private static Edited paused(KubeObject object, String command) {
    Rollout rollout = new Rollout(object);
    if (rollout.stopped().isPresent()) {
      return new Edited.Not(new Outcome.Superseded(rollout.stopped().get()));
    }
    if (!rollout.underWay()) {
      return new Edited.Not(
          new Outcome.Superseded("no rollout of " + object.name() + " is under way any more"));
    }
    Change change = new Change(Map.of(PAUSED, "false"), Map.of(PAUSED, "true"));
    return new Edited.To(
        json -> {
          json.withObject("/spec").put(PAUSED, true);
          Effects.on(object).with(command, change).putOn(json);
        },
        change);
  }
}

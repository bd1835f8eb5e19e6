package io.reflexarc.actuator.action.freeze;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Bounds;
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
import java.util.Optional;

/**
 * {@code releaseAutoscaler}: an autoscaler gets the bounds back that a command of ours took from
 * it, if they are still as that left them. Parameters: {@code object}, {@code minReplicas}, {@code
 * maxReplicas}, {@code undoes}.
 */
public final class ReleaseAutoscaler implements Action {

  @Override
  public String name() {
    return "releaseAutoscaler";
  }

  @Override
  public List<Right> rights() {
    return FreezeAutoscaler.RIGHTS;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.AUTOSCALER);
    Bounds back = Bounds.of(parameters, Bounds.LEAST, Bounds.MOST);
    String undoes = parameters.text("undoes");
    return OneWrite.look(
        command,
        key,
        ResourceKind.AUTOSCALER,
        cluster,
        "give autoscaler " + key.name() + " its bounds back, " + back,
        (object, now) -> released(object, back, undoes));
  }

  private static Edited released(KubeObject object, Bounds back, String undoes) {
    Effects effects = Effects.on(object);
    Optional<Change> done = effects.of(undoes);
    if (done.isEmpty()) {
      return not(object.name() + " keeps no effect of command " + undoes + " to take back");
    }
    Bounds found = Bounds.of(object);
    Change undone = found.to(back);
    if (!undone.before().equals(done.get().after())) {
      return not("autoscaler " + object.name() + " was given other bounds since, " + found);
    }
    return new Edited.To(
        json -> {
          back.putOn(json);
          effects.without(undoes).putOn(json);
        },
        undone);
  }

  private static Edited not(String reason) {
    return new Edited.Not(new Outcome.Superseded(reason));
  }
}

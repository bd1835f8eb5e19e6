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

/**
 * {@code freezeAutoscaler}: an autoscaler keeps the number of replicas that there are. Parameters:
 * {@code object}, {@code minReplicas} and {@code maxReplicas}, which are equal, {@code
 * formerMinReplicas} and {@code formerMaxReplicas}.
 */
public final class FreezeAutoscaler implements Action {

  static final List<Right> RIGHTS =
      List.of(
          Right.to(ResourceKind.AUTOSCALER, "get", "update"),
          Right.to(ResourceKind.DEPLOYMENT, "get"),
          Right.to(ResourceKind.STATEFUL_SET, "get"));

  @Override
  public String name() {
    return "freezeAutoscaler";
  }

  @Override
  public List<Right> rights() {
    return RIGHTS;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey key = parameters.object("object", ResourceKind.AUTOSCALER);
    Bounds former = Bounds.of(parameters, "formerMinReplicas", "formerMaxReplicas");
    Bounds frozen = Bounds.of(parameters, Bounds.LEAST, Bounds.MOST);
    if (frozen.least() != frozen.most()) {
      throw new InvalidCommandException("parameters.maxReplicas is not minReplicas");
    }
    return OneWrite.look(
        command,
        key,
        ResourceKind.AUTOSCALER,
        cluster,
        "keep autoscaler " + key.name() + " at " + frozen.least() + " replicas",
        (object, now) -> frozen(object, former, frozen, command.getId()));
  }

  private static Edited frozen(KubeObject object, Bounds former, Bounds frozen, String command) {
    Bounds found = Bounds.of(object);
    if (!found.equals(former)) {
      return new Edited.Not(
          new Outcome.Superseded(
              "autoscaler "
                  + object.name()
                  + " allows "
                  + found
                  + " replicas, no longer "
                  + former));
    }
    Change change = former.to(frozen);
    return new Edited.To(
        json -> {
          frozen.putOn(json);
          Effects.on(object).with(command, change).putOn(json);
        },
        change);
  }
}

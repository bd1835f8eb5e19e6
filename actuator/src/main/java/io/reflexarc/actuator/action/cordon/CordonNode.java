package io.reflexarc.actuator.action.cordon;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.OneWrite.Edited;
import io.reflexarc.actuator.action.Outcome;
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
 * {@code cordonNode}: no new pods come to the node. One that is closed already was closed by
 * somebody else and is left alone.
 *
 * <p>Parameters {@code node}, {@code unschedulable}. One precondition, with the node's uid.
 */
public final class CordonNode implements Action {

  @Override
  public String name() {
    return "cordonNode";
  }

  @Override
  public List<Right> rights() {
    return List.of(Right.to(ResourceKind.NODE, "get", "update"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    TargetKey node = Cordon.target(command, true);
    return OneWrite.look(
        command,
        node,
        ResourceKind.NODE,
        cluster,
        "cordon " + node.name(),
        (found, now) -> closed(found, command));
  }

  private static Edited closed(KubeObject node, RemediationCommand command) {
    Cordon cordon = new Cordon(node);
    if (cordon.isClosed()) {
      return new Edited.Not(
          new Outcome.Superseded(node.name() + " is cordoned already, by another hand"));
    }
    Change change = cordon.closing(command.getIncidentId());
    return new Edited.To(json -> cordon.close(json, command.getId(), change), change);
  }
}

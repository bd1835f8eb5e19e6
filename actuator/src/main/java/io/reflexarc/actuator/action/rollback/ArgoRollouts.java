package io.reflexarc.actuator.action.rollback;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/**
 * {@code argoRollouts}: a Rollout back to the stated, proven revision, as by {@code kubectl argo
 * rollouts undo --to-revision}. A canary that is under way ends by it, for the template that is
 * asked for is the stable one again.
 *
 * <p>Parameters: those of {@code rollback} with {@code kind=revision}, of which {@code object} is a
 * Rollout. One precondition with its uid.
 */
public final class ArgoRollouts implements Action {

  @Override
  public String name() {
    return "argoRollouts";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.ROLLOUT, "get", "update"),
        Right.to(ResourceKind.REPLICA_SET, "list"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    RollbackOrder.ToRevision order = RollbackOrder.ofRollout(command);
    return new RevisionSight(
        command,
        order,
        Seen.look(command, order.object(), order.expected(), cluster),
        StuckPods.NONE);
  }
}

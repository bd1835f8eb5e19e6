package io.reflexarc.actuator.action.restart;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.action.pods.Departure;
import io.reflexarc.actuator.action.pods.PodOrder;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;

/**
 * {@code restartPod}: the pod is evicted, and its controller makes another. While its disruption
 * budget keeps it, it is tried again until the command expires.
 *
 * <p>Parameter {@code pod}. One precondition, with the pod's uid.
 */
public final class RestartPod implements Action {

  @Override
  public String name() {
    return "restartPod";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.POD, "get"),
        Right.to(ResourceKind.EVICTION, "create"),
        Budgets.RIGHT);
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    PodOrder order = PodOrder.of(command);
    Budgets budgets = Budgets.look(List.of(order.key().namespace()), cluster);
    return new Departure(
        order,
        order.look(cluster),
        Removal.EVICT,
        "evict pod " + order.key().name(),
        (pod, now) ->
            budgets
                .never(pod)
                .map(says -> new Outcome.Refused(Refusal.UNFIT, pod.name() + " " + says)));
  }
}

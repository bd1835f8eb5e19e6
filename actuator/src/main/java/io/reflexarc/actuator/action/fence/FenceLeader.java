package io.reflexarc.actuator.action.fence;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.pods.Departure;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.action.pods.PodOrder;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Optional;

/**
 * {@code fenceLeader}: the pod that claims to lead, and does not hold the Lease, is deleted. Only
 * while another pod is seen to hold it: no lease, no fencing.
 *
 * <p>Parameters {@code pod} and {@code object}, the Lease. One precondition, with the pod's uid.
 */
public final class FenceLeader implements Action {

  @Override
  public String name() {
    return "fenceLeader";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.POD, "get", "list", "delete"), Right.to(ResourceKind.LEASE, "get"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    PodOrder order = PodOrder.of(command);
    TargetKey lease = new Parameters(command).object("object", ResourceKind.LEASE);
    Optional<Pod> pod = order.look(cluster);
    List<Pod> there =
        cluster.list(ResourceKind.POD, Selection.in(lease.namespace())).stream()
            .map(Pod::new)
            .toList();
    Leadership leadership =
        new Leadership(
            lease.name(), cluster.get(ResourceKind.LEASE, lease.namespace(), lease.name()), there);
    return new Departure(
        order,
        pod,
        Removal.DELETE,
        "delete pod " + order.key().name() + ", which does not hold lease " + lease.name(),
        leadership::objection);
  }
}

package io.reflexarc.actuator.action.drain;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.action.cordon.Cordon;
import io.reflexarc.actuator.action.pods.Budgets;
import io.reflexarc.actuator.action.pods.Pod;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code drainNode}: the node is closed to new pods, and those on it are evicted, a few at once.
 *
 * <p>Parameters {@code node}, {@code unschedulable}, {@code atOnce}: how many may be on their way
 * out at a time. One precondition, with the node's uid.
 */
public final class DrainNode implements Action {

  @Override
  public String name() {
    return "drainNode";
  }

  @Override
  public List<Right> rights() {
    return List.of(
        Right.to(ResourceKind.NODE, "get", "update"),
        Right.to(ResourceKind.POD, "list"),
        Right.to(ResourceKind.EVICTION, "create"),
        Budgets.RIGHT);
  }

  /** The node last: what a human does to it is to be seen as late as possible. */
  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    TargetKey key = Cordon.target(command, true);
    int atOnce = new Parameters(command).count("atOnce", 1, Lodgers.MOST);
    Precondition expected = Preconditions.of(command, key);
    List<Pod> pods =
        cluster.list(ResourceKind.POD, Selection.everywhere("spec.nodeName", key.name())).stream()
            .map(Pod::new)
            .toList();
    Set<String> namespaces =
        pods.stream().map(Pod::namespace).collect(Collectors.toCollection(TreeSet::new));
    Lodgers lodgers = new Lodgers(pods, Budgets.look(namespaces, cluster));
    return new DrainSight(
        command, key, expected, atOnce, cluster.get(ResourceKind.NODE, "", key.name()), lodgers);
  }
}

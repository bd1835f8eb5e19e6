package io.reflexarc.actuator.action.cordon;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Change;
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
import java.util.Optional;

/**
 * {@code uncordon}: the node takes pods again, provided that it is closed, that the command which
 * is taken back has closed it, and that nobody has set it anew since. While another incident of
 * ours wants it closed, it stays so, and opens with the last of them.
 *
 * <p>Parameters {@code node}, {@code unschedulable}, {@code undoes}. One precondition, with the
 * node's uid.
 */
public final class Uncordon implements Action {

  @Override
  public String name() {
    return "uncordon";
  }

  @Override
  public List<Right> rights() {
    return List.of(Right.to(ResourceKind.NODE, "get", "update"));
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    TargetKey node = Cordon.target(command, false);
    String undoes = new Parameters(command).text("undoes");
    return OneWrite.look(
        command,
        node,
        ResourceKind.NODE,
        cluster,
        "uncordon " + node.name(),
        (found, now) -> opened(found, undoes, command.getIncidentId()));
  }

  private static Edited opened(KubeObject node, String undoes, String incident) {
    Cordon cordon = new Cordon(node);
    if (cordon.closedBy(undoes).isEmpty()) {
      return left(new Outcome.Superseded(node.name() + " carries no cordon of that command"));
    }
    if (!cordon.isClosed()) {
      return left(new Outcome.Overridden(node.name() + " was uncordoned by another hand"));
    }
    if (cordon.isClosedAnew(undoes)) {
      return left(new Outcome.Overridden(node.name() + " was cordoned anew by another hand"));
    }
    Optional<String> other = cordon.wantedBy(incident);
    return new Edited.To(
        json -> cordon.open(json, incident, other.isPresent()),
        new Change(
            Map.of("unschedulable", "true"),
            Map.of("unschedulable", other.map(id -> "true, for " + id).orElse("false"))));
  }

  private static Edited left(Outcome outcome) {
    return new Edited.Not(outcome);
  }
}

package io.reflexarc.actuator.action.webhook;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Demands;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code webhook}: an endpoint is told what is wrong with which target. What it does about it is
 * its own; a repetition it knows by the command's id.
 *
 * <p>Parameters: {@code endpoint}, the name of one that is configured. Preconditions: the target's.
 */
public final class Webhook implements Action {

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public List<Right> rights() {
    return Stream.concat(Demands.RIGHTS.stream(), Stream.of(Right.to(ResourceKind.NODE, "get")))
        .toList();
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    String endpoint = new Parameters(command).text("endpoint");
    return new Call(command, endpoint, Demands.look(command, cluster));
  }
}

package io.reflexarc.actuator.action.flag;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.OneWrite;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.action.Sight;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;

/**
 * {@code restore}: takes back what a {@code degrade} did, unless another hand has changed it since.
 *
 * <p>Parameters: {@code object}, {@code key}, {@code undoes} (id of the command that degraded it).
 * Preconditions: the target's.
 */
public final class Restore implements Action {

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public List<Right> rights() {
    return Degrade.RIGHTS;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey object = parameters.object("object", ResourceKind.CONFIG_MAP);
    String key = parameters.text("key");
    String undoes = parameters.text("undoes");
    return OneWrite.look(
        command,
        object,
        ResourceKind.CONFIG_MAP,
        cluster,
        "give " + key + " of ConfigMap " + object.name() + " its value back",
        (found, now) -> new Switch(found, key).release(undoes));
  }
}

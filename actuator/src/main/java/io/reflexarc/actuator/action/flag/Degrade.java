package io.reflexarc.actuator.action.flag;

import io.reflexarc.actuator.action.Action;
import io.reflexarc.actuator.action.Demands;
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
import java.util.stream.Stream;

/**
 * {@code degrade}: a key of a ConfigMap gets another value.
 *
 * <p>Parameters: {@code object} (the ConfigMap), {@code key}, {@code value}. Preconditions: the
 * target's.
 */
public final class Degrade implements Action {

  /** To read and to write ConfigMaps, and to look at the target. */
  static final List<Right> RIGHTS =
      Stream.concat(
              Stream.of(Right.to(ResourceKind.CONFIG_MAP, "get", "update")),
              Demands.RIGHTS.stream())
          .toList();

  @Override
  public String name() {
    return "degrade";
  }

  @Override
  public List<Right> rights() {
    return RIGHTS;
  }

  @Override
  public Sight look(RemediationCommand command, ClusterReader cluster)
      throws InvalidCommandException, ClusterException {
    Parameters parameters = new Parameters(command);
    TargetKey object = parameters.object("object", ResourceKind.CONFIG_MAP);
    String key = parameters.text("key");
    String value = parameters.possiblyEmpty("value");
    return OneWrite.look(
        command,
        object,
        ResourceKind.CONFIG_MAP,
        cluster,
        "set " + key + " of ConfigMap " + object.name() + " to '" + value + "'",
        (found, now) -> new Switch(found, key).set(value, command.getId()));
  }
}

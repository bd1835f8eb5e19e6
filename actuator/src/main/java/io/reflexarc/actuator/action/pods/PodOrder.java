package io.reflexarc.actuator.action.pods;

import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;

/**
 * The pod that a command means.
 *
 * @param key its key
 * @param uid its uid; empty when the decider did not know it, which is allowed only where no other
 *     pod can ever bear the same name
 */
public record PodOrder(TargetKey key, Optional<String> uid) {

  private static final String NAMES_REMAIN = "StatefulSet";

  /**
   * Reads the parameter {@code pod} and its precondition.
   *
   * @throws InvalidCommandException naming what is wrong
   */
  public static PodOrder of(RemediationCommand command) throws InvalidCommandException {
    TargetKey target = TargetKey.parse(command.getTarget());
    TargetKey key = beside(target, new Parameters(command).text("pod"));
    Optional<String> uid =
        Optional.ofNullable(demand(command, key).getUid()).filter(text -> !text.isEmpty());
    if (uid.isEmpty() && target.kind().equals(NAMES_REMAIN)) {
      throw new InvalidCommandException(
          "preconditions[" + key + "].uid is missing, and another pod may bear that name");
    }
    return new PodOrder(key, uid);
  }

  /**
   * The pod as it is; empty when it is gone, also when another one has its name by now.
   *
   * @throws ClusterException when it could not be read
   */
  public Optional<Pod> look(ClusterReader cluster) throws ClusterException {
    return cluster
        .get(ResourceKind.POD, key.namespace(), key.name())
        .filter(found -> uid.isEmpty() || uid.get().equals(found.uid()))
        .map(Pod::new);
  }

  private static TargetKey beside(TargetKey target, String name) throws InvalidCommandException {
    try {
      return target.sibling("Pod", name);
    } catch (IllegalArgumentException e) {
      throw new InvalidCommandException("parameters.pod is not the name of a pod");
    }
  }

  private static Precondition demand(RemediationCommand command, TargetKey key)
      throws InvalidCommandException {
    for (Precondition each : command.getPreconditions()) {
      if (each.getObject().equals(key.toString())) {
        return each;
      }
    }
    throw new InvalidCommandException("preconditions has no entry for " + key);
  }
}

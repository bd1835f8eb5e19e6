package io.reflexarc.actuator.action.scale;

import io.reflexarc.actuator.action.Bounds;
import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;

/**
 * What a scale command asks for, its parameters checked.
 *
 * @param workload a Deployment or StatefulSet
 * @param replicas how many it shall have
 * @param bound the autoscaler's bound that goes there, where one sets the number
 */
record ScaleOrder(TargetKey workload, int replicas, Optional<Bound> bound) {

  /**
   * One bound of an autoscaler.
   *
   * @param autoscaler whose
   * @param lower whether it is the lower one
   */
  record Bound(TargetKey autoscaler, boolean lower) {

    String field() {
      return lower ? Bounds.LEAST : Bounds.MOST;
    }
  }

  /**
   * Reads a command's parameters.
   *
   * @throws InvalidCommandException naming the parameter that is wrong
   */
  static ScaleOrder of(RemediationCommand command) throws InvalidCommandException {
    Parameters parameters = new Parameters(command);
    TargetKey workload =
        parameters.object("object", ResourceKind.DEPLOYMENT, ResourceKind.STATEFUL_SET);
    int replicas = parameters.count("replicas", 1, Bounds.LIMIT);
    return new ScaleOrder(
        workload,
        replicas,
        parameters.or("autoscaler").isEmpty()
            ? Optional.empty()
            : Optional.of(bound(parameters, replicas)));
  }

  private static Bound bound(Parameters parameters, int replicas) throws InvalidCommandException {
    TargetKey autoscaler = parameters.object("autoscaler", ResourceKind.AUTOSCALER);
    boolean lower = !parameters.or(Bounds.LEAST).isEmpty();
    if (lower && !parameters.or(Bounds.MOST).isEmpty()) {
      throw new InvalidCommandException("parameters.maxReplicas beside minReplicas: which one?");
    }
    Bound bound = new Bound(autoscaler, lower);
    if (parameters.count(bound.field(), 1, Bounds.LIMIT) != replicas) {
      throw new InvalidCommandException("parameters." + bound.field() + " is not replicas");
    }
    return bound;
  }
}

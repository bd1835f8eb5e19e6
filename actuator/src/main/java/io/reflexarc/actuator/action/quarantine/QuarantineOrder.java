package io.reflexarc.actuator.action.quarantine;

import io.reflexarc.actuator.action.InvalidCommandException;
import io.reflexarc.actuator.action.Parameters;
import io.reflexarc.actuator.action.Preconditions;
import io.reflexarc.actuator.action.pods.PodOrder;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;

/**
 * What a quarantine command asks for, its parameters checked.
 *
 * @param pod which pod
 * @param workload whose pod it is
 * @param expected what must still be true of the workload
 * @param atMost so many pods of the workload in quarantine at once
 * @param keepUntil when the pod is ended
 */
record QuarantineOrder(
    PodOrder pod, TargetKey workload, Precondition expected, int atMost, Instant keepUntil) {

  private static final int MOST_AT_ONCE = 100;

  /**
   * Reads a command's parameters.
   *
   * @throws InvalidCommandException naming the parameter that is wrong
   */
  static QuarantineOrder of(RemediationCommand command) throws InvalidCommandException {
    Parameters parameters = new Parameters(command);
    TargetKey workload = TargetKey.parse(command.getTarget());
    if (!workload.kind().equals(ResourceKind.DEPLOYMENT.kind())) {
      throw new InvalidCommandException(
          "a pod of a " + workload.kind() + " is not quarantined, only one of a Deployment");
    }
    Instant keepUntil = parameters.instant("keepUntil");
    if (!keepUntil.isAfter(command.getExpiresAt())) {
      throw new InvalidCommandException("parameters.keepUntil is before the command expires");
    }
    return new QuarantineOrder(
        PodOrder.of(command),
        workload,
        Preconditions.of(command, workload),
        parameters.count("atMost", 1, MOST_AT_ONCE),
        keepUntil);
  }
}

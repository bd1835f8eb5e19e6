package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.schemas.avro.Precondition;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.Optional;

/** What a command demands of the objects it was decided about. */
public final class Preconditions {

  private Preconditions() {}

  /**
   * The demand on one object.
   *
   * @throws InvalidCommandException when there is none, or it does not name the uid
   */
  public static Precondition of(RemediationCommand command, TargetKey object)
      throws InvalidCommandException {
    for (Precondition precondition : command.getPreconditions()) {
      if (precondition.getObject().equals(object.toString())) {
        if (precondition.getUid() == null || precondition.getUid().isEmpty()) {
          throw new InvalidCommandException("preconditions[" + object + "].uid is missing");
        }
        return precondition;
      }
    }
    throw new InvalidCommandException("preconditions has no entry for " + object);
  }

  /**
   * What no longer holds of the object itself, in words; its revision is for the action to judge,
   * which alone knows where it stands.
   */
  public static Optional<String> broken(Precondition precondition, KubeObject object) {
    if (!object.uid().equals(precondition.getUid())) {
      return Optional.of(object.name() + " was deleted and made anew: its uid is " + object.uid());
    }
    Long generation = precondition.getGeneration();
    if (generation != null && generation != object.generation()) {
      return Optional.of(
          object.name() + " moved on from generation " + generation + " to " + object.generation());
    }
    String version = precondition.getResourceVersion();
    if (version != null && !version.equals(object.resourceVersion())) {
      return Optional.of(object.name() + " was changed since it was observed");
    }
    return Optional.empty();
  }
}

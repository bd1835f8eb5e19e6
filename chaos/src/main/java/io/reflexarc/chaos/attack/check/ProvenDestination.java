package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationCommand;
import java.util.ArrayList;
import java.util.List;

/** I6: a rollback leaves the version that was made sick, for the one that is known to be well. */
final class ProvenDestination implements Invariant {

  static final String NAME = "I6";

  @Override
  public List<Violation> broken(Testimony testimony) {
    List<Violation> found = new ArrayList<>();
    for (RemediationCommand command : testimony.orders()) {
      if (command.getAction().equals("rollback")) {
        testimony.sicknessBefore(command).ifPresent(sickness -> compare(command, sickness, found));
      }
    }
    return found;
  }

  private static void compare(
      RemediationCommand command, Sickness sickness, List<Violation> found) {
    String from = command.getParameters().getOrDefault("fromVersion", "");
    String to = command.getParameters().getOrDefault("toVersion", "");
    if (!from.equals(sickness.version()) || !to.equals(sickness.good())) {
      found.add(
          new Violation(
              NAME,
              command.getTarget(),
              "command %s rolls back '%s' to '%s'; sick was %s, and well is %s"
                  .formatted(command.getId(), from, to, sickness.version(), sickness.good())));
    }
  }
}

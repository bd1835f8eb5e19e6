package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** I1: no command without an incident, evidence and an expiry, and each is told in the audit. */
final class FoundedCommands implements Invariant {

  static final String NAME = "I1";

  @Override
  public List<Violation> broken(Testimony testimony) {
    Set<String> decided = incidentsThatWere(testimony);
    List<Violation> found = new ArrayList<>();
    for (RemediationCommand command : testimony.orders()) {
      if (!decided.contains(command.getIncidentId())) {
        found.add(violation(command, "no audit record tells why its incident was opened"));
      }
      if (command.getEvidence().isEmpty()) {
        found.add(violation(command, "it has no evidence"));
      }
      if (!command.getExpiresAt().isAfter(command.getIssuedAt())) {
        found.add(violation(command, "it does not expire after it was issued"));
      }
    }
    return found;
  }

  private static Set<String> incidentsThatWere(Testimony testimony) {
    return testimony.statements().stream()
        .filter(audit -> audit.getStage() == Stage.DECIDED && audit.getIncidentId() != null)
        .filter(audit -> !audit.getEvidence().isEmpty())
        .map(audit -> String.valueOf(audit.getIncidentId()))
        .collect(Collectors.toSet());
  }

  private static Violation violation(RemediationCommand command, String says) {
    return new Violation(NAME, "command " + command.getId() + " of " + command.getTarget(), says);
  }
}

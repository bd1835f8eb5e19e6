package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.Incident;
import io.reflexarc.schemas.avro.IncidentStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * I10: recovery is never held back. The attack ends when all has been well for longer than any
 * policy asks for, so by then no incident is open, whatever was paused or exhausted before.
 */
final class RecoveryPasses implements Invariant {

  static final String NAME = "I10";

  @Override
  public List<Violation> broken(Testimony testimony) {
    Map<String, Incident> last = new LinkedHashMap<>();
    testimony.incidents().forEach(told -> last.put(told.value().getTarget(), told.value()));
    return last.values().stream()
        .filter(incident -> incident.getStatus() != IncidentStatus.CLOSED)
        .map(
            incident ->
                new Violation(
                    NAME,
                    incident.getTarget(),
                    "is well, and its incident %s still %s: %s"
                        .formatted(incident.getId(), incident.getStatus(), incident.getReason())))
        .toList();
  }
}

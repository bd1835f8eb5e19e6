package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * I2: at most one remediation in flight for a target. It is in flight from its being issued until
 * it was refused, or what it did has been verified; a target's statements stand in one partition,
 * so their order is the log's.
 */
final class OneInFlight implements Invariant {

  static final String NAME = "I2";

  private static final Set<Stage> SETTLED =
      EnumSet.of(Stage.HEALED, Stage.NOT_HEALED, Stage.ESCALATED, Stage.CLOSED);

  @Override
  public List<Violation> broken(Testimony testimony) {
    Map<String, String> inFlight = new HashMap<>();
    List<Violation> found = new ArrayList<>();
    for (RemediationAudit audit : testimony.statements()) {
      if (audit.getStage() == Stage.ISSUED) {
        String id = String.valueOf(audit.getCommandId());
        String other = inFlight.put(audit.getTarget(), id);
        if (other != null) {
          found.add(
              new Violation(
                  NAME,
                  audit.getTarget(),
                  "command " + id + " was issued while " + other + " was in flight"));
        }
      } else if (ends(audit, inFlight.get(audit.getTarget()))) {
        inFlight.remove(audit.getTarget());
      }
    }
    return found;
  }

  private static boolean ends(RemediationAudit audit, @Nullable String id) {
    boolean refused =
        Words.outcome(audit)
            && !Words.done(audit)
            && String.valueOf(audit.getCommandId()).equals(id);
    return refused || SETTLED.contains(audit.getStage());
  }
}

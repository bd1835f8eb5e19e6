package io.reflexarc.chaos.attack.check;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.util.EnumSet;
import java.util.Set;

/** Which audit records mean what to a judge. */
final class Words {

  private static final String ACTUATOR = "actuator";
  private static final Set<Stage> OUTCOMES =
      EnumSet.of(
          Stage.APPLIED,
          Stage.ALREADY_APPLIED,
          Stage.EXPIRED,
          Stage.SUPERSEDED,
          Stage.OVERRIDDEN,
          Stage.FAILED,
          Stage.HELD);
  private static final Set<Stage> DONE = EnumSet.of(Stage.APPLIED, Stage.ALREADY_APPLIED);

  private Words() {}

  /** Whether the actuator says what became of a command. */
  static boolean outcome(RemediationAudit audit) {
    return audit.getActor().equals(ACTUATOR)
        && audit.getCommandId() != null
        && OUTCOMES.contains(audit.getStage());
  }

  /** Whether the actuator says that the command's effect is there. */
  static boolean done(RemediationAudit audit) {
    return outcome(audit) && DONE.contains(audit.getStage());
  }

  /** Whether the actuator says that it does not know. */
  static boolean unknown(RemediationAudit audit) {
    return outcome(audit)
        && audit.getStage() == Stage.FAILED
        && audit.getReason().startsWith("unknown-outcome");
  }
}

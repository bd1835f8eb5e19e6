package io.reflexarc.actuator.page;

import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import java.util.Optional;

/**
 * What a human is told: that an incident is his, or that it is over.
 *
 * @param cause the audit record that it follows from
 * @param incident the incident, by which receivers tell pages apart
 * @param severity {@code critical}, {@code warning} or {@code info}
 * @param over whether it is over
 */
record Page(RemediationAudit cause, String incident, String severity, boolean over) {

  static final String CRITICAL = "critical";
  private static final String ESCALATED = "escalated";

  /** That an incident is a human's, as the decider says; empty for any other record. */
  static Optional<Page> begins(RemediationAudit audit) {
    return audit.getStage() == Stage.ESCALATED
            && audit.getIncidentId() != null
            && ESCALATED.equals(audit.getOutcome())
        ? Optional.of(
            new Page(
                audit,
                audit.getIncidentId(),
                audit.getAfter().getOrDefault("severity", CRITICAL),
                false))
        : Optional.empty();
  }

  /** Whether a record says that its incident is over. */
  static boolean ends(RemediationAudit audit) {
    return audit.getIncidentId() != null
        && (audit.getStage() == Stage.HEALED || audit.getStage() == Stage.CLOSED);
  }

  /** That an incident that was paged with a severity is over. */
  static Page over(RemediationAudit audit, String severity) {
    return new Page(audit, String.valueOf(audit.getIncidentId()), severity, true);
  }

  /** By which a receiver knows a repetition. */
  String key() {
    return cause.getId();
  }

  String policy() {
    return cause.getPolicy() == null ? "" : cause.getPolicy();
  }
}

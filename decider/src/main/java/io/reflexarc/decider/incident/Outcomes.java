package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Rung;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Moves an incident by what the actuator reports of its command. */
public final class Outcomes {

  private static final long VERIFY_WITHOUT_POLICY_MILLIS = 600_000;

  private Outcomes() {}

  /**
   * What the report changes; nothing when it is of another command, or is known already.
   *
   * @param rung the rung whose command it is; empty when its policy is gone
   */
  public static Progress take(
      Optional<Incident> incident, RemediationAudit report, Optional<Rung> rung) {
    if (incident.isEmpty() || !isOf(incident.get(), report)) {
      return Progress.none(incident);
    }
    boolean applied = isApplied(report);
    if (incident.get() instanceof Remediating remediating) {
      return applied ? applied(remediating, report, rung) : notApplied(remediating, report);
    }
    if (incident.get() instanceof Verifying verifying && report.getStage() == Stage.OVERRIDDEN) {
      return Verification.setBack(verifying, report);
    }
    if (incident.get() instanceof Restoring restoring) {
      return Restoration.take(restoring, report);
    }
    boolean late = applied && incident.get().facts().command().filter(Issued::takesBack).isEmpty();
    if (late && incident.get() instanceof Escalated escalated) {
      return appliedLate(escalated, report, rung);
    }
    return Progress.none(incident);
  }

  /** Whether the report says that a command was carried out. */
  public static boolean isApplied(RemediationAudit report) {
    return report.getStage() == Stage.APPLIED || report.getStage() == Stage.ALREADY_APPLIED;
  }

  private static boolean isOf(Incident incident, RemediationAudit report) {
    return incident.facts().commandId().filter(id -> id.equals(report.getCommandId())).isPresent();
  }

  private static Progress applied(
      Remediating incident, RemediationAudit report, Optional<Rung> rung) {
    long at = report.getAt().toEpochMilli();
    long verifyMillis = verifyMillis(rung);
    String says =
        "done; healthy evidence from now on must come within " + Numbers.duration(verifyMillis);
    return verifying(incident.applied(at, at + verifyMillis, says), says);
  }

  private static Progress appliedLate(
      Escalated incident, RemediationAudit report, Optional<Rung> rung) {
    long at = report.getAt().toEpochMilli();
    long verifyMillis = verifyMillis(rung);
    String says =
        "done after all; healthy evidence from now on must come within "
            + Numbers.duration(verifyMillis);
    return verifying(incident.appliedLate(at, at + verifyMillis, says), says);
  }

  private static long verifyMillis(Optional<Rung> rung) {
    return rung.flatMap(Rung::verifyWithin)
        .map(Duration::toMillis)
        .orElse(VERIFY_WITHOUT_POLICY_MILLIS);
  }

  private static Progress verifying(Verifying incident, String says) {
    Statement said =
        Statement.of(Stage.VERIFYING, incident.facts(), says, incident.facts().evidence());
    return Progress.to(
            incident,
            incident.facts().command().map(Issued::action).map(said::withAction).orElse(said))
        .withFreshEvidence();
  }

  private static Progress notApplied(Remediating incident, RemediationAudit report) {
    if (Gate.OWNED.word().equals(report.getGate())) {
      return nextRung(incident, report);
    }
    return switch (report.getStage()) {
      case EXPIRED, FAILED -> nextRung(incident, report);
      case SUPERSEDED, OVERRIDDEN, HELD, REJECTED ->
          Lifecycle.close(
                  incident,
                  "a human's word goes first ("
                      + word(report)
                      + ": "
                      + report.getReason()
                      + "); only new evidence counts",
                  Optional.empty())
              .withFreshEvidence();
      default -> Progress.none(Optional.of(incident));
    };
  }

  private static Progress nextRung(Remediating incident, RemediationAudit report) {
    String says = word(report) + ": " + report.getReason() + "; the next rung is due";
    Incident.Open open = incident.refused(says);
    return Progress.to(open, Statement.of(Stage.DECIDED, open.facts(), says, List.of()));
  }

  private static String word(RemediationAudit report) {
    return report.getStage().name().toLowerCase(Locale.ROOT);
  }
}

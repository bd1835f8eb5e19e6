package io.reflexarc.actuator.report;

import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.DeterministicId;

/** Turns a report into the audit record that the decider and humans read. */
public final class AuditRecords {

  static final String ACTOR = "actuator";

  private AuditRecords() {}

  /** The record; its id is a function of command and stage. */
  public static RemediationAudit of(Report report) {
    RemediationCommand command = report.command();
    Stage stage = stage(report.outcome());
    return RemediationAudit.newBuilder()
        .setId(DeterministicId.of("audit", ACTOR, command.getId(), stage.name()))
        .setAt(report.at())
        .setStage(stage)
        .setIncidentId(command.getIncidentId())
        .setCommandId(command.getId())
        .setTarget(command.getTarget())
        .setPolicy(command.getPolicy())
        .setPolicyGeneration(command.getPolicyGeneration())
        .setActor(ACTOR)
        .setAction(command.getAction())
        .setOutcome(word(stage))
        .setGate(report.outcome() instanceof Outcome.Held held ? held.gate().word() : null)
        .setRetryAt(null)
        .setReason(reason(report.outcome()))
        .setEvidence(command.getEvidence())
        .setBefore(report.change().before())
        .setAfter(report.change().after())
        .setTraceparent(command.getTraceparent())
        .build();
  }

  static Stage stage(Outcome outcome) {
    if (outcome instanceof Outcome.Applied) {
      return Stage.APPLIED;
    }
    if (outcome instanceof Outcome.AlreadyApplied) {
      return Stage.ALREADY_APPLIED;
    }
    if (outcome instanceof Outcome.Expired) {
      return Stage.EXPIRED;
    }
    if (outcome instanceof Outcome.Superseded) {
      return Stage.SUPERSEDED;
    }
    if (outcome instanceof Outcome.Overridden) {
      return Stage.OVERRIDDEN;
    }
    return outcome instanceof Outcome.Held ? Stage.HELD : Stage.FAILED;
  }

  /** Failures are one stage; which of them it is stands before the reason. */
  private static String reason(Outcome outcome) {
    return stage(outcome) == Stage.FAILED
        ? Tally.word(outcome) + ": " + outcome.reason()
        : outcome.reason();
  }

  private static String word(Stage stage) {
    return io.reflexarc.schemas.policy.Outcome.valueOf(stage.name()).word();
  }
}

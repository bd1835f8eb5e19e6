package io.reflexarc.actuator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.reflexarc.actuator.Commands;
import io.reflexarc.actuator.action.Change;
import io.reflexarc.actuator.action.Outcome;
import io.reflexarc.actuator.action.Outcome.Refusal;
import io.reflexarc.actuator.errand.Report;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuditRecordsTest {

  private static final RemediationCommand COMMAND =
      Commands.command("c-1", "web", Map.of(), List.of());

  static Stream<Arguments> outcomes() {
    return Stream.of(
        Arguments.of(new Outcome.Applied("why"), Stage.APPLIED, "applied"),
        Arguments.of(new Outcome.AlreadyApplied("why"), Stage.ALREADY_APPLIED, "already-applied"),
        Arguments.of(new Outcome.Expired("why"), Stage.EXPIRED, "expired"),
        Arguments.of(new Outcome.Superseded("why"), Stage.SUPERSEDED, "superseded"),
        Arguments.of(new Outcome.Overridden("why"), Stage.OVERRIDDEN, "overridden"),
        Arguments.of(new Outcome.Held(Gate.PAUSED, "why"), Stage.HELD, "held"),
        Arguments.of(new Outcome.Refused(Refusal.UNKNOWN_ACTION, "why"), Stage.FAILED, "failed"),
        Arguments.of(new Outcome.TransientFailure("why"), Stage.FAILED, "failed"),
        Arguments.of(new Outcome.PermanentFailure("why"), Stage.FAILED, "failed"),
        Arguments.of(new Outcome.UnknownOutcome("why"), Stage.FAILED, "failed"));
  }

  @ParameterizedTest
  @MethodSource("outcomes")
  void shouldHaveAStageForEachOutcome(Outcome outcome, Stage stage, String word) {
    RemediationAudit audit = AuditRecords.of(report(outcome));

    assertThat(audit.getStage()).isEqualTo(stage);
    assertThat(audit.getOutcome()).isEqualTo(word);
    assertThat(audit.getReason()).contains("why");
    assertThat(audit.getGate()).isEqualTo(stage == Stage.HELD ? "paused" : null);
  }

  @Test
  void shouldCarryTheCommandsOwnWordsAndWhatItChanged() {
    RemediationAudit audit = AuditRecords.of(report(new Outcome.Applied("done")));

    assertThat(audit.getActor()).isEqualTo("actuator");
    assertThat(audit.getCommandId()).isEqualTo("c-1");
    assertThat(audit.getIncidentId()).isEqualTo("incident-1");
    assertThat(audit.getTarget()).isEqualTo("local/shop/Deployment/web");
    assertThat(audit.getPolicy()).isEqualTo("shop/checkout-errors");
    assertThat(audit.getEvidence()).isEqualTo(COMMAND.getEvidence());
    assertThat(audit.getBefore()).isEqualTo(Map.of("revision", "2"));
    assertThat(audit.getAfter()).isEqualTo(Map.of("revision", "1"));
  }

  @Test
  void shouldHaveTheSameIdWhenTheSameIsToldAgain() {
    Report report = report(new Outcome.Applied("done"));

    assertThat(AuditRecords.of(report).getId()).isEqualTo(AuditRecords.of(report).getId());
    assertThat(AuditRecords.of(report(new Outcome.Expired("late"))).getId())
        .isNotEqualTo(AuditRecords.of(report).getId());
  }

  private static Report report(Outcome outcome) {
    return new Report(
        COMMAND,
        outcome,
        new Change(Map.of("revision", "2"), Map.of("revision", "1")),
        Commands.ISSUED.plusSeconds(3),
        1);
  }
}

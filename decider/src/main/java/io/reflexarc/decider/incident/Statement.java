package io.reflexarc.decider.incident;

import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the audit is told: one decision, or one deliberate omission.
 *
 * @param stage what happened
 * @param incidentId the incident
 * @param policy key of the policy
 * @param says one sentence with the numbers
 * @param evidence the numbers
 * @param commandId the command, where there is one
 * @param action the action, where one is meant
 * @param outcome what became of it
 * @param gate what stopped it
 * @param retryAt when it may act again, event time
 * @param actor who did it; empty for the decider
 * @param severity how loud a human is told; empty where no rung says it
 */
public record Statement(
    Stage stage,
    String incidentId,
    String policy,
    String says,
    List<Evidence> evidence,
    Optional<String> commandId,
    Optional<Action> action,
    Optional<Outcome> outcome,
    Optional<Gate> gate,
    OptionalLong retryAt,
    Optional<String> actor,
    Optional<Severity> severity) {

  public Statement {
    evidence = List.copyOf(evidence);
  }

  /** That something happened. */
  public static Statement of(
      Stage stage, String incidentId, String policy, String says, List<Evidence> evidence) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** That something happened to an incident. */
  static Statement of(Stage stage, Case facts, String says, List<Evidence> evidence) {
    return of(stage, facts.id(), facts.policy(), says, evidence).withCommand(facts.commandId());
  }

  /** With the command that it is about. */
  public Statement withCommand(Optional<String> command) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        command,
        action,
        outcome,
        gate,
        retryAt,
        actor,
        severity);
  }

  /** With the action that it is about. */
  public Statement withAction(Action meant) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        commandId,
        Optional.of(meant),
        outcome,
        gate,
        retryAt,
        actor,
        severity);
  }

  /** With what became of it. */
  public Statement withOutcome(Outcome what) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        commandId,
        action,
        Optional.of(what),
        gate,
        retryAt,
        actor,
        severity);
  }

  /** With what stopped it, and until when. */
  public Statement withGate(Gate by, OptionalLong until) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        commandId,
        action,
        outcome,
        Optional.of(by),
        until,
        actor,
        severity);
  }

  /** With the human who did it. */
  public Statement withActor(String who) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        commandId,
        action,
        outcome,
        gate,
        retryAt,
        Optional.of(who),
        severity);
  }

  /** With how loud a human is told. */
  public Statement withSeverity(Severity loud) {
    return new Statement(
        stage,
        incidentId,
        policy,
        says,
        evidence,
        commandId,
        action,
        outcome,
        gate,
        retryAt,
        actor,
        Optional.of(loud));
  }
}

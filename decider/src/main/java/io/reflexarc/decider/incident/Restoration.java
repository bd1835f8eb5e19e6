package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Idle;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Takes back what an incident did to get around a fault, once all has been clear for long enough:
 * recovery, so no gate holds it but the fault itself (invariant I10).
 */
public final class Restoration {

  /** What goes around something that the target depends on, and so stays while that is unwell. */
  private static final Set<Action> AROUND_A_DEPENDENCY = EnumSet.of(Action.DEGRADE);

  private static final String EVERY = "every";

  private Restoration() {}

  /** What is to be taken back now: the last effect first; empty when nothing is. */
  public static Optional<Issued> due(Incident incident, Symptoms symptoms, long now) {
    return incident instanceof Idle
        ? incident.facts().lastEffect().filter(effect -> isDue(effect, incident, symptoms, now))
        : Optional.empty();
  }

  /** A policy that is gone wants nothing any more. */
  private static boolean isDue(Issued effect, Incident incident, Symptoms symptoms, long now) {
    Case facts = incident.facts();
    return symptoms.rule(facts.policy()).isEmpty()
        || calm(incident).lasted(clearFor(effect, facts, symptoms), now);
  }

  /** Why something is taken back now, a clause. */
  public static String why(Incident incident, Symptoms symptoms, long now) {
    return symptoms.rule(incident.facts().policy()).isEmpty()
        ? "its policy is gone or no longer about it"
        : "clear for " + Numbers.duration(now - calm(incident).since().orElse(now));
  }

  private static Calm calm(Incident incident) {
    if (incident instanceof Watching watching) {
      return watching.calm();
    }
    if (incident instanceof Escalated escalated) {
      return escalated.calm();
    }
    return incident instanceof Open open ? open.calm() : Calm.NONE;
  }

  /** For the steps after the first the action itself says how long. */
  private static long clearFor(Issued effect, Case facts, Symptoms symptoms) {
    return Optional.ofNullable(effect.parameters().get(EVERY))
        .filter(every -> effect.takesBack())
        .flatMap(DurationText::parse)
        .map(Duration::toMillis)
        .orElseGet(() -> symptoms.recoverMillis(facts.policies()));
  }

  /** Whether what was done goes around a dependency that is still unwell. */
  static boolean mustWait(Case facts, Symptoms symptoms) {
    return symptoms.dependencyUnready()
        && facts.effects().stream().map(Issued::action).anyMatch(AROUND_A_DEPENDENCY::contains);
  }

  /** Says once why what was done is not taken back yet. */
  static Progress hold(Watching incident, Symptoms symptoms, long now) {
    if (!mustWait(incident.facts(), symptoms)) {
      return Progress.none(Optional.of(incident.calm(incident.calm(), Optional.empty())));
    }
    if (incident.held().isPresent()) {
      return Progress.none(Optional.of(incident));
    }
    Issued effect = incident.facts().lastEffect().orElseThrow();
    Held held =
        new Held(
            Gate.DEPENDENCY_UNHEALTHY, now, OptionalLong.empty(), "take back " + effect.says());
    Watching waiting = incident.calm(incident.calm(), Optional.of(held));
    return Progress.to(
        waiting,
        Statement.of(
                Stage.HELD,
                waiting.facts(),
                "healthy, but "
                    + effect.says()
                    + " stays while nothing of what it depends on is ready",
                waiting.facts().evidence())
            .withGate(held.gate(), held.retryAt())
            .withAction(effect.action()));
  }

  /** The command that takes back the last effect is issued. */
  public static Progress issue(Idle incident, Issued command, RemediationCommand issued) {
    Restoring next =
        incident.restore(command, issued.getExpiresAt().toEpochMilli(), issued.getReason());
    return Progress.to(
        next,
        Statement.of(Stage.ISSUED, next.facts(), issued.getReason(), issued.getEvidence())
            .withAction(command.action()));
  }

  /** Waits for the outcome, and tells a human when there is none. */
  static Progress await(Restoring incident, long marginMillis, long now) {
    return now < incident.expiresAt() + marginMillis
        ? Progress.none(Optional.of(incident))
        : failed(
            incident,
            "nothing was heard of the command "
                + Numbers.duration(marginMillis)
                + " after it expired; a human must look",
            now);
  }

  /** What the actuator reports. */
  static Progress take(Restoring incident, RemediationAudit report) {
    return switch (report.getStage()) {
      case APPLIED, ALREADY_APPLIED -> restored(incident);
      case SUPERSEDED, OVERRIDDEN -> left(incident, report);
      case EXPIRED, FAILED, HELD, REJECTED ->
          failed(
              incident,
              "not taken back ("
                  + report.getStage().name().toLowerCase(Locale.ROOT)
                  + ": "
                  + report.getReason()
                  + "); a human must look",
              report.getAt().toEpochMilli());
      default -> Progress.none(Optional.of(incident));
    };
  }

  private static Progress restored(Restoring incident) {
    Watching watching = incident.restored("taken back; it must stay clear from now on");
    return said(watching, Stage.VERIFYING, incident).withFreshEvidence();
  }

  private static Progress left(Restoring incident, RemediationAudit report) {
    Watching watching =
        incident.leave("left as it is, a human's word goes first: " + report.getReason());
    return said(watching, Stage.DECIDED, incident);
  }

  private static Progress said(Watching watching, Stage stage, Restoring before) {
    Statement said =
        Statement.of(stage, watching.facts(), watching.facts().says(), watching.facts().evidence());
    return Progress.to(watching, said.withAction(action(before)));
  }

  private static Progress failed(Restoring incident, String says, long now) {
    Escalated escalated = incident.failed(now, says);
    return Progress.to(
        escalated,
        Statement.of(Stage.ESCALATED, escalated.facts(), says, escalated.facts().evidence())
            .withAction(action(incident))
            .withOutcome(Outcome.ESCALATED));
  }

  private static Action action(Restoring incident) {
    return incident.facts().command().orElseThrow().action();
  }
}

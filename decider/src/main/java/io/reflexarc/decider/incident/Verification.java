package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What evidence from after an action says of it: healed, as soon as all is clear; made worse, once
 * half of the time to verify is over, so that what only an action's own unrest shows does not
 * count; not healed, or unknown, when the time is over.
 */
final class Verification {

  private Verification() {}

  static Progress verify(Verifying incident, Symptoms symptoms, long now) {
    Case facts = incident.facts();
    List<Reading> driver = symptoms.of(List.of(facts.policy()));
    boolean known = symptoms.known(List.of(facts.policy()), facts.subject());
    boolean clear = known && symptoms.look(facts.policies(), facts.subject()) == Calm.Look.CLEAR;
    boolean over = now >= incident.deadline();
    List<Reading> sick = Symptoms.unhealthy(symptoms.of(facts.policies()));
    if (clear || (over && known && sick.isEmpty())) {
      return healed(incident, driver, clear, now);
    }
    Optional<Worsening.Found> worse =
        now >= half(incident) ? Worsening.of(facts.evidence(), sick) : Optional.empty();
    if (worse.isPresent()) {
      return worse(incident, worse.get(), now);
    }
    if (!over) {
      return Progress.none(Optional.of(incident));
    }
    return sick.isEmpty() ? unknown(incident, now) : notHealed(incident, sick);
  }

  /** When half of the time to verify is over. */
  static long half(Verifying incident) {
    return incident.appliedAt() + (incident.deadline() - incident.appliedAt()) / 2;
  }

  private static Progress healed(
      Verifying incident, List<Reading> readings, boolean clear, long now) {
    List<Reading> known =
        readings.stream().filter(each -> each.health() == Health.HEALTHY).toList();
    String says =
        "healed "
            + Numbers.duration(now - incident.appliedAt())
            + " after the action"
            + (clear ? ": " : ", though not clear yet: ")
            + Symptoms.says(known);
    Watching watching = incident.healed(now, says, Symptoms.evidence(known));
    return Progress.to(
        watching,
        Statement.of(Stage.HEALED, watching.facts(), says, Symptoms.evidence(known))
            .withOutcome(Outcome.HEALED));
  }

  private static Progress worse(Verifying incident, Worsening.Found found, long now) {
    String says =
        "worse "
            + Numbers.duration(now - incident.appliedAt())
            + " after the action than when it was decided on, at "
            + found.before()
            + ": "
            + found.reading().says();
    return sickStill(incident, says, List.of(found.reading()), Outcome.WORSE);
  }

  private static Progress notHealed(Verifying incident, List<Reading> sick) {
    String says =
        "still sick "
            + Numbers.duration(incident.deadline() - incident.appliedAt())
            + " after the action: "
            + Symptoms.says(sick);
    return sickStill(incident, says, sick, Outcome.NOT_HEALED);
  }

  private static Progress sickStill(
      Verifying incident, String says, List<Reading> sick, Outcome outcome) {
    Open open = incident.notHealed(says, Symptoms.evidence(sick));
    return Progress.to(
        open,
        Statement.of(Stage.NOT_HEALED, open.facts(), says, Symptoms.evidence(sick))
            .withOutcome(outcome));
  }

  /** Somebody has set back what was done, and would again: it is not fought over. */
  static Progress setBack(Verifying incident, RemediationAudit report) {
    Escalated escalated =
        incident.unknown(report.getAt().toEpochMilli(), report.getReason() + "; a human must look");
    return Progress.to(
        escalated,
        Statement.of(
                Stage.ESCALATED,
                escalated.facts(),
                escalated.facts().says(),
                escalated.facts().evidence())
            .withOutcome(Outcome.ESCALATED));
  }

  private static Progress unknown(Verifying incident, long now) {
    String says =
        "no evidence of health within "
            + Numbers.duration(incident.deadline() - incident.appliedAt())
            + " of the action, nor of sickness; a human must look";
    Escalated escalated = incident.unknown(now, says);
    return Progress.to(
        escalated,
        Statement.of(Stage.ESCALATED, escalated.facts(), says, escalated.facts().evidence())
            .withOutcome(Outcome.ESCALATED)
            .withGate(Gate.UNKNOWN_HEALTH, OptionalLong.empty()));
  }
}

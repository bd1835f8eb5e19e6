package io.reflexarc.decider.audit;

import io.reflexarc.decider.command.Traceparent;
import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Statement;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Writes down what was decided about one target at one time. */
public final class Auditor {

  /** Who decides, in every record of ours that no human caused. */
  public static final String ACTOR = "decider";

  /** In what stands after an escalation: how loud a human is told. */
  private static final String SEVERITY = "severity";

  private final TargetKey target;
  private final List<Rule> rules;
  private final long now;

  /** Writes about a target at a time; the rules give the policies' generations. */
  public Auditor(TargetKey target, List<Rule> rules, long now) {
    this.target = target;
    this.rules = List.copyOf(rules);
    this.now = now;
  }

  /** The record of a statement. Its id is a function of what it says and when. */
  public RemediationAudit record(Statement said) {
    String id =
        DeterministicId.of(
            "audit",
            target.toString(),
            said.stage().name(),
            said.incidentId(),
            said.policy(),
            said.gate().map(Gate::word).orElse(""),
            said.says(),
            Long.toString(now));
    return RemediationAudit.newBuilder()
        .setId(id)
        .setAt(Instant.ofEpochMilli(now))
        .setStage(said.stage())
        .setIncidentId(said.incidentId())
        .setCommandId(said.commandId().orElse(null))
        .setTarget(target.toString())
        .setPolicy(said.policy())
        .setPolicyGeneration(generation(said.policy()))
        .setActor(said.actor().orElse(ACTOR))
        .setAction(said.action().map(Action::word).orElse(null))
        .setOutcome(said.outcome().map(Outcome::word).orElse(null))
        .setGate(said.gate().map(Gate::word).orElse(null))
        .setRetryAt(instant(said.retryAt()))
        .setReason(said.says())
        .setEvidence(said.evidence())
        .setBefore(Map.of())
        .setAfter(said.severity().map(it -> Map.of(SEVERITY, it.word())).orElse(Map.of()))
        .setTraceparent(Traceparent.of(said.incidentId(), id))
        .build();
  }

  private @Nullable Long generation(String policy) {
    return rules.stream()
        .filter(rule -> rule.key().equals(policy))
        .map(rule -> rule.policy().generation())
        .findFirst()
        .orElse(null);
  }

  /** Where an incident stands. */
  public io.reflexarc.schemas.avro.Incident standing(Incident incident) {
    return standing(incident.facts(), incident.facts().says())
        .setStatus(incident.status())
        .setGate(incident.held().map(held -> held.gate().word()).orElse(null))
        .setCause(incident.held().flatMap(Held::cause).orElse(null))
        .setCommandId(incident.commandId().orElse(null))
        .build();
  }

  /** Where an incident that ended stands. */
  public io.reflexarc.schemas.avro.Incident standing(Progress.Ended ended) {
    return standing(ended.facts(), ended.says())
        .setStatus(IncidentStatus.CLOSED)
        .setClosedAt(Instant.ofEpochMilli(now))
        .build();
  }

  private io.reflexarc.schemas.avro.Incident.Builder standing(Case facts, String says) {
    return io.reflexarc.schemas.avro.Incident.newBuilder()
        .setId(facts.id())
        .setTarget(target.toString())
        .setPolicy(facts.policy())
        .setVersion(facts.version().isEmpty() ? null : facts.version())
        .setOnsetAt(Instant.ofEpochMilli(facts.onsetAt()))
        .setOpenedAt(Instant.ofEpochMilli(facts.openedAt()))
        .setUpdatedAt(Instant.ofEpochMilli(now))
        .setRung(facts.place())
        .setCommandId(facts.commandId().orElse(null))
        .setReason(says)
        .setEvidence(facts.evidence());
  }

  private static @Nullable Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }
}

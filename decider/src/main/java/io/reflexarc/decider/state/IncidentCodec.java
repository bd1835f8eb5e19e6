package io.reflexarc.decider.state;

import io.reflexarc.decider.incident.Case;
import io.reflexarc.decider.incident.Height;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.incident.Incident.Restoring;
import io.reflexarc.decider.incident.Incident.Verifying;
import io.reflexarc.decider.incident.Incident.Watching;
import io.reflexarc.decider.indicator.Part;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.decider.state.avro.StoredIncident;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Word;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** An incident as it is stored. */
final class IncidentCodec {

  private IncidentCodec() {}

  static StoredIncident write(Incident incident) {
    Case facts = incident.facts();
    StoredIncident.Builder stored =
        StoredIncident.newBuilder()
            .setId(facts.id())
            .setPolicy(facts.policy())
            .setPolicies(List.copyOf(facts.policies()))
            .setVersion(facts.version())
            .setPart(facts.subject().part().key())
            .setOnsetAt(facts.onsetAt())
            .setOpenedAt(facts.openedAt())
            .setRung(facts.rung())
            .setFoot(facts.height().foot())
            .setCommandId(facts.commandId().orElse(null))
            .setCommand(facts.command().map(IssuedCodec::write).orElse(null))
            .setEffects(facts.effects().stream().map(IssuedCodec::write).toList())
            .setEvidence(facts.evidence().stream().map(EvidenceCodec::write).toList())
            .setSays(facts.says());
    return state(incident, stored).build();
  }

  private static StoredIncident.Builder state(Incident incident, StoredIncident.Builder stored) {
    if (incident instanceof Open open) {
      open.held().ifPresent(held -> hold(held, stored));
      open.proposal().map(ProposalCodec::write).ifPresent(stored::setProposal);
      return calm(open.calm(), stored.setState("OPEN"));
    }
    if (incident instanceof Remediating remediating) {
      return stored.setState("REMEDIATING").setDeadline(remediating.expiresAt());
    }
    if (incident instanceof Verifying verifying) {
      return stored
          .setState("VERIFYING")
          .setAt(verifying.appliedAt())
          .setDeadline(verifying.deadline());
    }
    if (incident instanceof Watching watching) {
      watching.held().ifPresent(held -> hold(held, stored));
      return calm(
          watching.calm(),
          stored.setState("WATCHING").setAt(TargetCodec.boxed(watching.healedAt())));
    }
    if (incident instanceof Restoring restoring) {
      return stored
          .setState("RESTORING")
          .setAt(TargetCodec.boxed(restoring.healedAt()))
          .setDeadline(restoring.expiresAt());
    }
    Escalated escalated = (Escalated) incident;
    return calm(
        escalated.calm(),
        stored
            .setState("ESCALATED")
            .setAt(escalated.escalatedAt())
            .setAcknowledgedAt(TargetCodec.boxed(escalated.acknowledgedAt())));
  }

  private static void hold(Held held, StoredIncident.Builder stored) {
    stored
        .setGate(held.gate().word())
        .setHeldSince(held.since())
        .setRetryAt(TargetCodec.boxed(held.retryAt()))
        .setPlan(held.plan())
        .setCause(held.cause().orElse(null));
  }

  private static StoredIncident.Builder calm(Calm calm, StoredIncident.Builder stored) {
    return stored
        .setCalmSince(TargetCodec.boxed(calm.since()))
        .setCalmUnknownSince(TargetCodec.boxed(calm.unknownSince()));
  }

  static Incident read(StoredIncident stored) {
    Case facts =
        new Case(
            stored.getId(),
            stored.getPolicy(),
            new TreeSet<>(stored.getPolicies()),
            new Subject(stored.getVersion(), Part.parse(stored.getPart())),
            stored.getOnsetAt(),
            stored.getOpenedAt(),
            new Height(stored.getRung(), stored.getFoot()),
            Optional.ofNullable(stored.getCommandId()),
            Optional.ofNullable(stored.getCommand()).map(IssuedCodec::read),
            stored.getEffects().stream().map(IssuedCodec::read).toList(),
            stored.getEvidence().stream().map(EvidenceCodec::read).toList(),
            stored.getSays());
    return switch (stored.getState()) {
      case "OPEN" ->
          new Open(
              facts,
              held(stored),
              calm(stored),
              Optional.ofNullable(stored.getProposal()).map(ProposalCodec::read));
      case "REMEDIATING" -> new Remediating(facts, number(stored.getDeadline()));
      case "VERIFYING" ->
          new Verifying(facts, number(stored.getAt()), number(stored.getDeadline()));
      case "WATCHING" ->
          new Watching(facts, TargetCodec.unboxed(stored.getAt()), calm(stored), held(stored));
      case "RESTORING" ->
          new Restoring(facts, TargetCodec.unboxed(stored.getAt()), number(stored.getDeadline()));
      case "ESCALATED" ->
          new Escalated(
              facts,
              number(stored.getAt()),
              calm(stored),
              TargetCodec.unboxed(stored.getAcknowledgedAt()));
      default ->
          throw new SerializationException("an incident cannot be '" + stored.getState() + "'");
    };
  }

  private static Optional<Held> held(StoredIncident stored) {
    return Optional.ofNullable(stored.getGate())
        .flatMap(word -> Word.find(Gate.class, word))
        .map(
            gate ->
                new Held(
                    gate,
                    number(stored.getHeldSince()),
                    TargetCodec.unboxed(stored.getRetryAt()),
                    Optional.ofNullable(stored.getPlan()).orElse(""),
                    Optional.ofNullable(stored.getCause())));
  }

  private static Calm calm(StoredIncident stored) {
    return new Calm(
        TargetCodec.unboxed(stored.getCalmSince()),
        TargetCodec.unboxed(stored.getCalmUnknownSince()));
  }

  private static long number(@Nullable Long value) {
    if (value == null) {
      throw new SerializationException("a stored incident lacks a time that its state needs");
    }
    return value;
  }
}

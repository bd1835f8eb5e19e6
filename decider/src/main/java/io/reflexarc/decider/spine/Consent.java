package io.reflexarc.decider.spine;

import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.OpenMoves;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Proposal;
import io.reflexarc.decider.incident.ProposalMoves;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.restraint.Answer;
import io.reflexarc.decider.restraint.Choice;
import io.reflexarc.decider.restraint.Pause;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.Control;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.DeterministicId;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Mode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A human's consent, where a policy asks for it: what is heard of it, and how it is asked for. */
final class Consent {

  private final TargetKey target;
  private final Map<String, Control> controls;
  private final long now;

  Consent(TargetKey target, Situation situation) {
    this.target = target;
    this.controls = situation.controls();
    this.now = situation.now();
  }

  /**
   * What humans said, before anything is chosen: a rejection counts whatever gate is shut, and an
   * approval that comes while one is shut is remembered. While a human pauses it, no time runs out.
   *
   * @param pause the pause that reigns over the policy that drives the incident
   */
  Progress hear(Incident incident, Symptoms symptoms, Optional<Pause> pause) {
    if (incident instanceof Escalated escalated) {
      return Answer.acknowledging(target, escalated, controls, now)
          .map(it -> acknowledged(escalated, it))
          .orElseGet(() -> Progress.none(Optional.of(incident)));
    }
    return incident instanceof Open open && open.proposal().isPresent()
        ? answered(open, symptoms, pause)
        : Progress.none(Optional.of(incident));
  }

  private static Progress acknowledged(Escalated incident, Control order) {
    return ProposalMoves.acknowledged(
        incident, order.getBy(), order.getReason(), order.getAt().toEpochMilli());
  }

  private Progress answered(Open open, Symptoms symptoms, Optional<Pause> pause) {
    Rule rule = symptoms.rule(open.facts().policy()).orElseThrow();
    if (rule.spec().mode() != Mode.APPROVE) {
      return Progress.to(open.withdraw("its policy asks nobody any more"));
    }
    Action action = OpenMoves.next(open, rule);
    Answer answer = Answer.to(open.proposal().orElseThrow(), controls, now);
    if (answer instanceof Answer.Approved approved) {
      return ProposalMoves.approved(open, approved, action);
    }
    if (answer instanceof Answer.Rejected rejected) {
      return ProposalMoves.rejected(open, rejected, action, now);
    }
    return answer instanceof Answer.Lapsed && pause.isEmpty()
        ? ProposalMoves.lapsed(open, OpenMoves.sick(open, symptoms).isPresent(), action, now)
        : Progress.none(Optional.of(open));
  }

  /**
   * What has to be asked before a command is issued; empty when its policy asks nobody, or a human
   * approved this very plan.
   */
  Optional<Progress> ask(
      Open open, Rule rule, Choice.Act act, RemediationCommand command, Reading sick) {
    if (rule.spec().mode() != Mode.APPROVE) {
      return Optional.empty();
    }
    String plan = digest(command);
    Optional<Proposal> standing = open.proposal().filter(it -> it.plan().equals(plan));
    if (standing.filter(Proposal::approved).isPresent()) {
      return Optional.empty();
    }
    Proposal proposal = standing.orElseGet(() -> proposal(open, rule, command, plan));
    return Optional.of(
        ProposalMoves.ask(open, proposal, command, act.action(), act.plan().says(), sick));
  }

  private Proposal proposal(Open open, Rule rule, RemediationCommand command, String plan) {
    return Proposal.of(
        command.getId(),
        plan,
        Answer.heardFrom(command.getId(), open.proposal(), controls, now),
        now + rule.spec().approval().ttl().toMillis());
  }

  /** What exactly is done, to what; not on which evidence. */
  private static String digest(RemediationCommand command) {
    return DeterministicId.of(
        "plan",
        command.getAction(),
        String.valueOf(command.getSubject()),
        new TreeMap<>(command.getParameters()).toString());
  }
}

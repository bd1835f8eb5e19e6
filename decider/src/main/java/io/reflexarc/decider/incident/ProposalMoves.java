package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.restraint.Answer;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an incident does about a human's word: asks for it, takes it, or does without. */
public final class ProposalMoves {

  private ProposalMoves() {}

  /**
   * A human is asked, or asked still: said again only after something else was said.
   *
   * @param command what would be issued
   * @param plan the plan in words that change only when it does
   */
  public static Progress ask(
      Open open,
      Proposal proposal,
      RemediationCommand command,
      Action action,
      String plan,
      Reading sick) {
    long now = command.getIssuedAt().toEpochMilli();
    OptionalLong lapses = OptionalLong.of(proposal.lapsesAt());
    Held held = new Held(Gate.AWAITING_APPROVAL, now, lapses, plan);
    boolean same =
        open.held().filter(held::same).isPresent()
            && open.proposal().filter(proposal::equals).isPresent();
    if (same) {
      return Progress.none(Optional.of(open));
    }
    String says =
        command.getReason()
            + "; not before a human approves it, within "
            + Numbers.duration(proposal.lapsesAt() - now);
    Open asked = open.propose(proposal, held, says, sick.evidence());
    return Progress.to(
        asked,
        said(Stage.AWAITING_APPROVAL, asked, says, action, proposal)
            .withGate(Gate.AWAITING_APPROVAL, lapses));
  }

  /** A human approved it. */
  public static Progress approved(Open open, Answer.Approved answer, Action action) {
    Proposal proposal = open.proposal().orElseThrow();
    String says = "approved by " + answer.by() + ": " + answer.reason();
    Open approved = open.approve(answer.by(), answer.until(), says);
    return Progress.to(
        approved, said(Stage.APPROVED, approved, says, action, proposal).withActor(answer.by()));
  }

  /** A human rejected it, and so has it. */
  public static Progress rejected(Open open, Answer.Rejected answer, Action action, long now) {
    Proposal proposal = open.proposal().orElseThrow();
    String says = "rejected by " + answer.by() + ", who has it now: " + answer.reason();
    Escalated declined = open.decline(now, says);
    return Progress.to(
        declined,
        said(Stage.REJECTED, declined, says, action, proposal)
            .withActor(answer.by())
            .withOutcome(Outcome.REJECTED));
  }

  /**
   * Its time is over. Where nobody answered and it is sick still, a human is told; otherwise it is
   * proposed anew when it is due.
   */
  public static Progress lapsed(Open open, boolean sick, Action action, long now) {
    Proposal proposal = open.proposal().orElseThrow();
    String says =
        proposal
            .approval()
            .map(it -> "the approval by " + it.by() + " ran out before it could be done")
            .orElse("nobody approved it in time");
    if (proposal.approved() || !sick) {
      Open withdrawn = open.withdraw(says);
      return Progress.to(withdrawn, expired(withdrawn, says, action, proposal));
    }
    Escalated declined = open.decline(now, says + "; a human must look");
    return Progress.to(
        declined,
        expired(declined, says, action, proposal),
        said(Stage.ESCALATED, declined, declined.facts().says(), Action.PAGE, proposal)
            .withOutcome(Outcome.ESCALATED));
  }

  private static Statement expired(
      Incident incident, String says, Action action, Proposal proposal) {
    return said(Stage.EXPIRED, incident, says, action, proposal).withOutcome(Outcome.EXPIRED);
  }

  private static Statement said(
      Stage stage, Incident incident, String says, Action action, Proposal proposal) {
    List<Evidence> evidence = incident.facts().evidence();
    return Statement.of(stage, incident.facts(), says, evidence)
        .withCommand(Optional.of(proposal.commandId()))
        .withAction(action);
  }

  /** A human said that he has what was escalated. */
  public static Progress acknowledged(Escalated incident, String by, String reason, long at) {
    String says = by + " has it: " + reason;
    Escalated acknowledged = incident.acknowledged(at, says);
    return Progress.to(
        acknowledged,
        Statement.of(Stage.ESCALATED, acknowledged.facts(), says, acknowledged.facts().evidence())
            .withActor(by)
            .withOutcome(Outcome.ACKNOWLEDGED));
  }
}

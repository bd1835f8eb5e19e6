package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.judge.Calm;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.avro.IncidentStatus;
import io.reflexarc.schemas.policy.Gate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one incident that a target has at most.
 *
 * <pre>
 *   Open ── issued ──▶ Remediating ── applied ──▶ Verifying ── healed ──▶ Watching ── calm ──▶ closed
 *    ▲ │                   │ │                        │ │                    │
 *    │ └── page ──▶ Escalated◀┘ no outcome            │ └─ nobody knows ─▶ Escalated
 *    └─── refused ─────────┘                          │                      │ comes back
 *    └────────────── not healed ──────────────────────┴──────────────────────┘
 *
 *   Open, Escalated, Watching ── calm, and what was done stands ──▶ Restoring ── taken back ──▶ Watching
 *                                                                      │
 *                                                 Escalated ◀─ cannot ─┘
 * </pre>
 *
 * A command is in flight in {@link Remediating} and {@link Restoring} only. {@link Open} issues
 * one, for a rung above the last: that is invariant I2, and no rung is tried twice. The other takes
 * back what was carried out in this incident, each effect once. What was proposed to a human is
 * issued when he approved it, and not before.
 */
public sealed interface Incident {

  /** What stays the same. */
  Case facts();

  /** This with other facts. */
  Incident with(Case facts);

  /** How the contract calls this state. */
  IncidentStatus status();

  /** The command that it is about: the one that is proposed, or else the last. */
  default Optional<String> commandId() {
    return facts().commandId();
  }

  /** What holds it, if anything does. */
  default Optional<Held> held() {
    return Optional.empty();
  }

  /**
   * What holds an incident.
   *
   * @param gate the gate
   * @param since since when
   * @param retryAt when it may act again, event time; empty when that is not known
   * @param plan what would be done, in words that change only when the plan does
   * @param cause the target that the cause lies in; empty when it does not lie elsewhere
   */
  record Held(Gate gate, long since, OptionalLong retryAt, String plan, Optional<String> cause) {

    /** What lies in the target itself. */
    public Held(Gate gate, long since, OptionalLong retryAt, String plan) {
      this(gate, since, retryAt, plan, Optional.empty());
    }

    /** Whether this holds for the same reason, so that it need not be said again. */
    boolean same(Held other) {
      return gate == other.gate
          && retryAt.equals(other.retryAt)
          && plan.equals(other.plan)
          && cause.equals(other.cause);
    }
  }

  /** No command is in flight. */
  sealed interface Idle extends Incident {

    /** When it was shown healthy after an action, event time; empty when it was not. */
    default OptionalLong healedAt() {
      return OptionalLong.empty();
    }

    /** What was done is taken back. */
    default Restoring restore(Issued command, long expiresAt, String says) {
      return new Restoring(
          facts().withCommand(command).saying(says, List.of()), healedAt(), expiresAt);
    }
  }

  /**
   * It waits for its next rung.
   *
   * @param facts what stays the same
   * @param held what holds it; empty before the first decision
   * @param calm for how long all has been clear
   * @param proposal what a human is asked, or has approved
   */
  record Open(Case facts, Optional<Held> held, Calm calm, Optional<Proposal> proposal)
      implements Idle {

    /** It begins, or goes on. */
    public static Open begin(Case facts) {
      return new Open(facts, Optional.empty(), Calm.NONE, Optional.empty());
    }

    @Override
    public Open with(Case other) {
      return new Open(other, held, calm, proposal);
    }

    @Override
    public IncidentStatus status() {
      return held.map(
              by ->
                  by.gate() == Gate.AWAITING_APPROVAL
                      ? IncidentStatus.AWAITING_APPROVAL
                      : IncidentStatus.HELD)
          .orElse(IncidentStatus.OPEN);
    }

    @Override
    public Optional<String> commandId() {
      return proposal.map(Proposal::commandId).or(facts::commandId);
    }

    /** A gate holds it. */
    public Open hold(Held by, String says, List<Evidence> evidence) {
      return new Open(facts.saying(says, evidence), Optional.of(by), calm, proposal);
    }

    /** A human is asked, instead of what he was asked before. */
    public Open propose(Proposal what, Held by, String says, List<Evidence> evidence) {
      return new Open(facts.saying(says, evidence), Optional.of(by), calm, Optional.of(what));
    }

    /** A human approved what was proposed. */
    public Open approve(String by, long until, String says) {
      Proposal approved = proposed().approvedBy(by, until);
      return new Open(facts.saying(says, List.of()), Optional.empty(), calm, Optional.of(approved));
    }

    /** What was proposed is proposed no more; it may be proposed anew. */
    public Open withdraw(String says) {
      proposed();
      return new Open(facts.saying(says, List.of()), Optional.empty(), calm, Optional.empty());
    }

    /** A human rejected what was proposed, or none answered. */
    public Escalated decline(long now, String says) {
      String asked = proposed().commandId();
      return new Escalated(
          facts.withDeclined(asked).saying(says, List.of()), now, calm, OptionalLong.empty());
    }

    private Proposal proposed() {
      return proposal.orElseThrow(() -> new IllegalStateException("nothing was proposed"));
    }

    /** All has been clear for that long. */
    public Open calm(Calm other) {
      return new Open(facts, held, other, proposal);
    }

    /** A rung cannot be taken; the next one is looked at. */
    public Open skip(int rung) {
      checkAbove(rung);
      return new Open(facts.atRung(rung), Optional.empty(), calm, Optional.empty());
    }

    /** The command of a rung is issued. */
    public Remediating issue(Issued command, long expiresAt, String says, List<Evidence> evidence) {
      checkAbove(command.rung());
      if (proposal
          .filter(it -> !it.approved() || !it.commandId().equals(command.id()))
          .isPresent()) {
        throw new IllegalStateException(command.id() + " is not approved");
      }
      return new Remediating(
          facts.atRung(command.rung()).withCommand(command).saying(says, evidence), expiresAt);
    }

    /** A pause was lifted: only what comes now counts, but what was done is not forgotten. */
    public Open resumed(String says) {
      return Open.begin(facts.saying(says, List.of()));
    }

    /** Another policy's ladder is climbed; only before the first rung. */
    public Open drivenBy(String policy, Subject subject) {
      if (facts.rung() >= 0) {
        throw new IllegalStateException("a rung was taken already");
      }
      return new Open(facts.drivenBy(policy, subject), Optional.empty(), calm, Optional.empty());
    }

    /**
     * Another policy's ladder is climbed from its first rung on, at any time: the rung that was due
     * is left out. What was done stands, and is not forgotten.
     */
    public Open giveWay(String policy, Subject subject, String says, List<Evidence> evidence) {
      return new Open(
          facts.onLadderOf(policy, subject).saying(says, evidence),
          Optional.empty(),
          calm,
          Optional.empty());
    }

    /** A human is told. */
    public Escalated escalate(long now, String says) {
      return new Escalated(facts.saying(says, List.of()), now, calm, OptionalLong.empty());
    }

    private void checkAbove(int rung) {
      if (rung <= facts.rung()) {
        throw new IllegalStateException("rung " + rung + " is not above " + facts.rung());
      }
    }
  }

  /**
   * A command is in flight.
   *
   * @param facts what stays the same
   * @param expiresAt when the command expires, event time
   */
  record Remediating(Case facts, long expiresAt) implements Incident {

    @Override
    public Remediating with(Case other) {
      return new Remediating(other, expiresAt);
    }

    @Override
    public IncidentStatus status() {
      return IncidentStatus.REMEDIATING;
    }

    /** It was carried out. */
    public Verifying applied(long appliedAt, long deadline, String says) {
      return new Verifying(facts.applied().saying(says, List.of()), appliedAt, deadline);
    }

    /** It was not carried out, and no human stepped in. */
    public Open refused(String says) {
      return Open.begin(facts.saying(says, List.of()));
    }

    /** Nobody knows what became of it. */
    public Escalated lost(long now, String says) {
      return Escalated.begin(facts.saying(says, List.of()), now);
    }
  }

  /**
   * The command was carried out; whether it healed is not known yet.
   *
   * @param facts what stays the same
   * @param appliedAt when it was carried out, event time
   * @param deadline until when it must have healed
   */
  record Verifying(Case facts, long appliedAt, long deadline) implements Idle {

    @Override
    public Verifying with(Case other) {
      return new Verifying(other, appliedAt, deadline);
    }

    @Override
    public IncidentStatus status() {
      return IncidentStatus.VERIFYING;
    }

    /** Evidence from after the action shows it healthy. */
    public Watching healed(long now, String says, List<Evidence> evidence) {
      return new Watching(
          facts.saying(says, evidence),
          OptionalLong.of(now),
          Calm.NONE.next(Calm.Look.CLEAR, now),
          Optional.empty());
    }

    /** Evidence from after the action shows it sick. */
    public Open notHealed(String says, List<Evidence> evidence) {
      return Open.begin(facts.saying(says, evidence));
    }

    /** There is no evidence from after the action. */
    public Escalated unknown(long now, String says) {
      return Escalated.begin(facts.saying(says, List.of()), now);
    }
  }

  /**
   * It healed, or is clear otherwise; it is watched until all has been clear for long enough.
   *
   * @param facts what stays the same
   * @param healedAt when it was shown healthy after an action, event time; empty when it was not
   * @param calm for how long all has been clear
   * @param held what keeps it from being taken back
   */
  record Watching(Case facts, OptionalLong healedAt, Calm calm, Optional<Held> held)
      implements Idle {

    @Override
    public Watching with(Case other) {
      return new Watching(other, healedAt, calm, held);
    }

    @Override
    public IncidentStatus status() {
      return IncidentStatus.HEALED;
    }

    /** All has been clear for that long, and this holds it. */
    public Watching calm(Calm other, Optional<Held> by) {
      return new Watching(facts, healedAt, other, by);
    }

    /** The symptom came back. */
    public Open relapsed(String says, List<Evidence> evidence) {
      return Open.begin(facts.saying(says, evidence));
    }
  }

  /**
   * A command that takes back what was done is in flight.
   *
   * @param facts what stays the same; the effect that is taken back is the last of them
   * @param healedAt when it was shown healthy after an action, event time; empty when it was not
   * @param expiresAt when the command expires, event time
   */
  record Restoring(Case facts, OptionalLong healedAt, long expiresAt) implements Incident {

    /**
     * @throws IllegalArgumentException when nothing stands that could be taken back
     */
    public Restoring {
      if (facts.effects().isEmpty() || !facts.command().filter(Issued::takesBack).isPresent()) {
        throw new IllegalArgumentException("nothing of " + facts.id() + " is taken back");
      }
    }

    @Override
    public Restoring with(Case other) {
      return new Restoring(other, healedAt, expiresAt);
    }

    @Override
    public IncidentStatus status() {
      return IncidentStatus.HEALED;
    }

    /** It was taken back; now it must stay clear without it. */
    public Watching restored(String says) {
      return watching(facts.takenBack(), says);
    }

    /** A human has changed what would be taken back: it is left as it is. */
    public Watching leave(String says) {
      return watching(facts.withoutLastEffect(), says);
    }

    private Watching watching(Case after, String says) {
      return new Watching(after.saying(says, List.of()), healedAt, Calm.NONE, Optional.empty());
    }

    /** It could not be taken back, or nobody knows: a human has to. */
    public Escalated failed(long now, String says) {
      return Escalated.begin(facts.withoutLastEffect().saying(says, List.of()), now);
    }
  }

  /**
   * A human was told; nothing more is done.
   *
   * @param facts what stays the same
   * @param escalatedAt when, event time
   * @param calm for how long all has been clear
   * @param acknowledgedAt when a human last said that he has it, event time; empty when none did
   */
  record Escalated(Case facts, long escalatedAt, Calm calm, OptionalLong acknowledgedAt)
      implements Idle {

    static Escalated begin(Case facts, long now) {
      return new Escalated(facts, now, Calm.NONE, OptionalLong.empty());
    }

    @Override
    public Escalated with(Case other) {
      return new Escalated(other, escalatedAt, calm, acknowledgedAt);
    }

    @Override
    public IncidentStatus status() {
      return IncidentStatus.ESCALATED;
    }

    /** All has been clear for that long. */
    public Escalated calm(Calm other) {
      return new Escalated(facts, escalatedAt, other, acknowledgedAt);
    }

    /** A human has it. */
    public Escalated acknowledged(long at, String says) {
      return new Escalated(facts.saying(says, List.of()), escalatedAt, calm, OptionalLong.of(at));
    }

    /** The command that nobody knew of was carried out after all. */
    public Verifying appliedLate(long appliedAt, long deadline, String says) {
      return new Verifying(facts.applied().saying(says, List.of()), appliedAt, deadline);
    }
  }
}

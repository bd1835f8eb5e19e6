package io.reflexarc.decider.incident;

import io.reflexarc.decider.incident.Incident.Escalated;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Incident.Remediating;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.restraint.Choice;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.Rung;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What an incident that waits does with the choice that was made for it. */
public final class OpenMoves {

  private OpenMoves() {}

  /**
   * The reading to act on: unhealthy at this very tick, and before the first rung of a condition
   * that fires. What the incident began with goes first, then others of its version.
   */
  public static Optional<Reading> sick(Open open, Symptoms symptoms) {
    Case facts = open.facts();
    List<Reading> candidates =
        facts.rung() < 0
            ? symptoms.firing().stream()
                .filter(each -> each.rule().key().equals(facts.policy()))
                .map(each -> each.judged().reading())
                .toList()
            : symptoms.of(List.of(facts.policy()));
    List<Reading> sick = Symptoms.unhealthy(candidates);
    return sick.stream()
        .filter(each -> each.subject().equals(facts.subject()))
        .findFirst()
        .or(() -> sick.stream().filter(each -> each.version().equals(facts.version())).findFirst())
        .or(() -> sick.stream().findFirst());
  }

  /** Nothing is sick right now: if nothing is known either, that is said. */
  public static Progress notSick(Open open, Symptoms symptoms, long now) {
    Case facts = open.facts();
    Optional<Reading> unknown =
        symptoms.of(List.of(facts.policy())).stream()
            .filter(each -> each.subject().equals(facts.subject()))
            .filter(each -> each.health() == Health.UNKNOWN)
            .findFirst();
    return unknown
        .map(
            reading ->
                hold(
                    open,
                    new Choice.Hold(
                        Gate.UNKNOWN_HEALTH,
                        OptionalLong.empty(),
                        "wait until its health is known",
                        reading.says()),
                    reading,
                    Optional.empty(),
                    now))
        .orElseGet(() -> Progress.none(Optional.of(open)));
  }

  /** Holds, skips or tells a human, as it was chosen. */
  public static Progress take(Open open, Choice choice, Rule rule, Reading sick, long now) {
    if (choice instanceof Choice.Hold hold) {
      return hold(open, hold, sick, Optional.of(next(open, rule)), now);
    }
    if (choice instanceof Choice.Skip skip) {
      return skip(open, skip, rule, sick);
    }
    if (choice instanceof Choice.Page page) {
      return page(open, page, sick, now);
    }
    return Progress.none(Optional.of(open));
  }

  /** The action of the rung that is due; a human is told where the ladder is used up. */
  public static Action next(Open open, Rule rule) {
    return action(open.facts(), rule, open.facts().rung() + 1);
  }

  private static Action action(Case facts, Rule rule, int number) {
    return facts.rung(rule, number).map(Rung::action).orElse(Action.PAGE);
  }

  private static Progress hold(
      Open open, Choice.Hold hold, Reading sick, Optional<Action> action, long now) {
    long since =
        open.held().filter(held -> held.gate() == hold.gate()).map(Held::since).orElse(now);
    Held by = new Held(hold.gate(), since, hold.retryAt(), hold.plan(), hold.cause());
    if (open.held().filter(by::same).isPresent()) {
      return Progress.none(Optional.of(open));
    }
    String says = sick.says() + "; held: " + hold.says();
    Open held = open.hold(by, says, sick.evidence());
    Statement said =
        Statement.of(Stage.HELD, held.facts(), says, sick.evidence())
            .withGate(hold.gate(), hold.retryAt());
    return Progress.to(held, action.map(said::withAction).orElse(said));
  }

  private static Progress skip(Open open, Choice.Skip skip, Rule rule, Reading sick) {
    Open next = open.skip(skip.rung());
    Action action = action(open.facts(), rule, skip.rung());
    return Progress.to(
        next,
        Statement.of(
                Stage.HELD,
                next.facts(),
                sick.says() + "; no " + action.word() + ": " + skip.says(),
                sick.evidence())
            .withAction(action)
            .withGate(skip.gate(), OptionalLong.empty()));
  }

  private static Progress page(Open open, Choice.Page page, Reading sick, long now) {
    Open climbed = page.rung() > open.facts().rung() ? open.skip(page.rung()) : open;
    String says = sick.says() + "; a human must look (severity " + page.severity().word() + ")";
    Escalated escalated = climbed.escalate(now, says);
    return Progress.to(
        escalated,
        Statement.of(Stage.ESCALATED, escalated.facts(), says, sick.evidence())
            .withAction(Action.PAGE)
            .withOutcome(Outcome.ESCALATED)
            .withSeverity(page.severity()));
  }

  /** The command of the rung of that number is issued. */
  public static Progress issue(
      Open open, int number, Action action, RemediationCommand command, Reading sick) {
    Remediating next =
        open.issue(
            Issued.of(command, number, action, 0),
            command.getExpiresAt().toEpochMilli(),
            command.getReason(),
            sick.evidence());
    return Progress.to(
        next,
        Statement.of(Stage.ISSUED, next.facts(), command.getReason(), sick.evidence())
            .withAction(action));
  }
}

package io.reflexarc.decider.restraint;

import io.reflexarc.decider.command.Plan;
import io.reflexarc.decider.incident.Incident.Held;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.decider.restraint.Restrainer.Shut;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Rung;
import io.reflexarc.schemas.policy.Severity;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Chooses what to do about an incident that waits for its next rung: plan first, then ask every
 * gate. Mode and pause come first, so that an observed or paused policy never climbs its ladder.
 */
public final class Chooser {

  private final Rule rule;
  private final WorkloadState state;
  private final Memory memory;
  private final Optional<Pause> pause;
  private final Optional<Suspicion> suspicion;
  private final long now;

  /** Chooses by this rule's ladder and restraint, at this time. */
  public Chooser(
      Rule rule,
      WorkloadState state,
      Memory memory,
      Optional<Pause> pause,
      Optional<Suspicion> suspicion,
      long now) {
    this.rule = rule;
    this.state = state;
    this.memory = memory;
    this.pause = pause;
    this.suspicion = suspicion;
    this.now = now;
  }

  /**
   * The choice for the rung after the one that was reached.
   *
   * @param planner plans the action of a rung
   */
  public Choice choose(Open incident, Function<Rung, Plan> planner) {
    int next = incident.facts().rung() + 1;
    Optional<Rung> rung = incident.facts().rung(rule, next);
    if (rung.isEmpty() || rung.get().action() == Action.PAGE) {
      Severity severity = rung.map(Rung::severity).orElse(Severity.CRITICAL);
      return always()
          .<Choice>map(shut -> hold(shut, "tell a human"))
          .or(() -> suspected("tell a human").filter(it -> incident.facts().place() >= 0))
          .orElseGet(() -> new Choice.Page(next, severity));
    }
    Plan plan = planner.apply(rung.get());
    return always()
        .<Choice>map(shut -> hold(shut, plan))
        .or(() -> recurring(incident, next))
        .orElseGet(() -> planned(incident, next, rung.get(), plan));
  }

  private Optional<Shut> always() {
    return Restrainer.mode(rule.spec().mode()).or(() -> Restrainer.paused(pause));
  }

  /** What was healed again and again is left to a human. */
  private Optional<Choice> recurring(Open incident, int rung) {
    return memory.recurs(incident.facts().policy(), now)
        ? Optional.of(
            new Choice.Skip(
                rung,
                Gate.RECURRING,
                "an action healed it "
                    + Memory.RECURRING_FROM
                    + " times within "
                    + Numbers.duration(Memory.RECURRING_MILLIS)
                    + ", and it came back each time"))
        : Optional.empty();
  }

  /** What a release may be the cause of waits until that is known; a human is told at first. */
  private Optional<Choice> suspected(String plan) {
    return suspicion.map(
        it ->
            new Choice.Hold(
                Gate.RELEASE_UNHEALTHY,
                OptionalLong.of(it.until()),
                plan,
                it.says() + "; would " + plan,
                Optional.of(it.release())));
  }

  private static Choice hold(Shut shut, String plan) {
    return hold(shut, plan, "would " + plan);
  }

  private static Choice hold(Shut shut, Plan plan) {
    return hold(shut, plan.says(), plan.would());
  }

  private static Choice hold(Shut shut, String plan, String would) {
    return new Choice.Hold(shut.gate(), shut.retryAt(), plan, shut.says() + "; " + would);
  }

  private Choice planned(Open incident, int next, Rung rung, Plan plan) {
    if (plan instanceof Plan.Impossible impossible) {
      return new Choice.Skip(next, impossible.gate(), impossible.says());
    }
    if (plan instanceof Plan.Wait wait) {
      return waitedTooLong(incident, wait.gate(), rung)
          ? new Choice.Skip(next, wait.gate(), wait.says() + ", for too long")
          : new Choice.Hold(wait.gate(), OptionalLong.empty(), wait.says(), wait.says());
    }
    Plan.Feasible feasible = (Plan.Feasible) plan;
    ConditionKey symptom = new ConditionKey(incident.facts().policy(), incident.facts().subject());
    return suspected(feasible.says())
        .filter(it -> rung.action().treatsOwnFault())
        .or(
            () ->
                Restrainer.flapping(memory, symptom, now)
                    .or(() -> Restrainer.change(rule.spec().restraint(), memory, state, now))
                    .map(shut -> hold(shut, feasible.says())))
        .orElseGet(() -> new Choice.Act(next, rung, feasible));
  }

  /** What cannot be told for as long as a rung may take is left to a human. */
  private boolean waitedTooLong(Open incident, Gate gate, Rung rung) {
    return incident
        .held()
        .filter(held -> held.gate() == gate)
        .map(Held::since)
        .filter(
            since -> now - since >= rung.verifyWithin().map(within -> within.toMillis()).orElse(0L))
        .isPresent();
  }
}

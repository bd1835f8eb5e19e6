package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.command.CommandMaker;
import io.reflexarc.decider.command.Plan;
import io.reflexarc.decider.command.Reversal;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Incident.Idle;
import io.reflexarc.decider.incident.Incident.Open;
import io.reflexarc.decider.incident.Issued;
import io.reflexarc.decider.incident.OpenMoves;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Restoration;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.restraint.Choice;
import io.reflexarc.decider.restraint.Chooser;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.restraint.Pause;
import io.reflexarc.decider.restraint.Permit;
import io.reflexarc.decider.restraint.Permit.Leave;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.key.TargetKey;
import java.util.List;
import java.util.Optional;

/**
 * Last hops: for an incident that waits, restrain and command. Rungs that cannot be taken are
 * skipped until one is chosen, held, or a human is told.
 *
 * @param state the state after it
 * @param progress what was said and what became of the incident
 * @param command what is to be done
 * @param requests what the arbiter is told
 */
record Decision(
    TargetState state,
    Progress progress,
    Optional<RemediationCommand> command,
    List<Request> requests) {

  Decision {
    requests = List.copyOf(requests);
  }

  /** Nothing is decided yet. */
  static Decision none(TargetState state, Progress progress) {
    return new Decision(state, progress, Optional.empty(), List.of());
  }

  static Decision of(
      TargetKey target,
      Terms terms,
      TargetState state,
      Situation situation,
      Symptoms symptoms,
      Progress progress) {
    Consent consent = new Consent(target, situation);
    Decision decision = none(state, progress);
    Optional<Issued> due =
        progress.incident().flatMap(each -> Restoration.due(each, symptoms, situation.now()));
    if (due.isPresent()) {
      return decision.takeBack(target, terms, situation, symptoms, due.get());
    }
    if (progress.incident().isPresent()) {
      Incident incident = progress.incident().get();
      decision =
          decision.then(
              consent.hear(
                  incident, symptoms, pause(target, incident.facts().policy(), situation)));
    }
    while (decision.progress().incident().orElse(null) instanceof Open open) {
      Optional<Reading> sick = OpenMoves.sick(open, symptoms);
      if (sick.isEmpty()) {
        return decision.then(OpenMoves.notSick(open, symptoms, situation.now()));
      }
      Rule rule = symptoms.rule(open.facts().policy()).orElseThrow();
      Choice choice = choose(target, rule, state, situation, symptoms, open, sick.get());
      if (choice instanceof Choice.Act act) {
        RemediationCommand made =
            CommandMaker.make(
                target,
                open.facts(),
                act.number(),
                rule,
                act.plan(),
                sick.get(),
                situation.now(),
                terms.validity(act.rung()));
        Optional<Progress> asked = consent.ask(open, rule, act, made, sick.get());
        return asked.isPresent()
            ? decision.then(asked.get())
            : decision.permitted(situation, rule, open, act, made, sick.get());
      }
      decision = decision.then(OpenMoves.take(open, choice, rule, sick.get(), situation.now()));
      if (!(choice instanceof Choice.Skip)) {
        return decision;
      }
    }
    return decision;
  }

  private static Choice choose(
      TargetKey target,
      Rule rule,
      TargetState state,
      Situation situation,
      Symptoms symptoms,
      Open open,
      Reading sick) {
    long now = situation.now();
    Optional<Pause> pause = pause(target, rule.key(), situation);
    Plans plans = new Plans(state, situation, symptoms);
    return new Chooser(
            rule,
            situation.fleet().state(),
            state.memory(),
            pause,
            new Attribution(target, state, situation, symptoms).suspicion(open),
            now)
        .choose(open, rung -> plans.of(rule, rung, sick, open.facts().onsetAt()));
  }

  private static Optional<Pause> pause(TargetKey target, String policy, Situation situation) {
    return Pause.over(
        target,
        policy,
        situation.controls(),
        situation.fleet().state().getAnnotations(),
        situation.now());
  }

  private Decision then(Progress next) {
    return new Decision(state, next.after(progress), command, requests);
  }

  /** Recovery: no gate is asked (invariant I10). */
  private Decision takeBack(
      TargetKey target, Terms terms, Situation situation, Symptoms symptoms, Issued effect) {
    Idle incident = (Idle) progress.incident().orElseThrow();
    long now = situation.now();
    Reversal reversal = Reversal.of(effect, situation.fleet().state());
    RemediationCommand made =
        CommandMaker.takeBack(
            target,
            incident.facts(),
            effect,
            reversal,
            Restoration.why(incident, symptoms, now),
            symptoms.rule(incident.facts().policy()).map(it -> it.policy().generation()).orElse(0L),
            now,
            terms.commandTtl());
    Issued issued = Issued.of(made, effect.rung(), reversal.action(), reversal.step());
    return new Decision(
        state,
        Restoration.issue(incident, issued, made).after(progress),
        Optional.of(made),
        requests);
  }

  /** Every other command needs the arbiter's leave: it is asked for, awaited, used, or denied. */
  private Decision permitted(
      Situation situation,
      Rule rule,
      Open open,
      Choice.Act act,
      RemediationCommand made,
      Reading sick) {
    Leave leave = Permit.leave(state.permit(), made.getId(), situation.now());
    if (leave instanceof Leave.Issue issue) {
      return act(open, act, made, sick, issue.permit());
    }
    String plan = act.plan().says();
    if (leave instanceof Leave.Ask ask) {
      Permit.Asked permit = ask.permit();
      Decision asked =
          new Decision(
              state.withPermit(Optional.of(permit)),
              progress,
              command,
              List.of(new Permission(situation).ask(open, rule, act.action(), permit)));
      return permit.isAskedAgain()
          ? asked.held(situation, rule, open, Choice.Hold.of(permit, plan), sick)
          : asked;
    }
    return leave instanceof Leave.Held held
        ? held(situation, rule, open, Choice.Hold.of(held.denial(), plan), sick)
        : this;
  }

  private Decision held(Situation situation, Rule rule, Open open, Choice.Hold hold, Reading sick) {
    return then(OpenMoves.take(open, hold, rule, sick, situation.now()));
  }

  private Decision act(
      Open open, Choice.Act act, RemediationCommand made, Reading sick, Permit.Granted permit) {
    Progress issued = OpenMoves.issue(open, act.number(), act.action(), made, sick);
    long now = made.getIssuedAt().toEpochMilli();
    Memory memory = state.memory().acted(now);
    boolean rollback = act.action().rollsBack();
    return new Decision(
        state
            .withMemory(rollback ? memory.rolledBack(rollback(made, act.plan(), now)) : memory)
            .withPermit(Optional.empty()),
        issued.after(progress),
        Optional.of(made),
        List.of(Permission.used(made, permit)));
  }

  private static Rollback rollback(RemediationCommand made, Plan.Feasible plan, long now) {
    return new Rollback(
        made.getId(),
        plan.parameters().getOrDefault("fromVersion", ""),
        plan.parameters().getOrDefault("toVersion", ""),
        now);
  }

  Optional<Incident> incident() {
    return progress.incident();
  }
}

package io.reflexarc.decider.spine;

import io.reflexarc.decider.arbiter.Request;
import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.audit.Auditor;
import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.incident.Incident;
import io.reflexarc.decider.incident.Lifecycle;
import io.reflexarc.decider.incident.Outcomes;
import io.reflexarc.decider.incident.Progress;
import io.reflexarc.decider.incident.Statement;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.judge.Condition.Change;
import io.reflexarc.decider.judge.Judge;
import io.reflexarc.decider.judge.Judge.Crossing;
import io.reflexarc.decider.judge.Judge.Verdict;
import io.reflexarc.decider.judge.Judged;
import io.reflexarc.decider.restraint.Memory;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.avro.RemediationAudit;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The spine: what is decided about one target at one tick, or when a fact arrives that cannot wait
 * for it, and what an outcome changes. A pure function of state, situation and time: the same log
 * gives the same decisions, with the same ids.
 *
 * <p>Phases of a tick: resume, judge, prove, incident, then for an incident that waits: restrain
 * and command. A failure in any leaves the state as it was, for the tick is one transaction.
 */
public final class DecisionLoop {

  private final TargetKey target;
  private final Terms terms;
  private final Lifecycle lifecycle;

  /** Decides about a target, on these terms. */
  public DecisionLoop(TargetKey target, Terms terms) {
    this.target = target;
    this.terms = terms;
    this.lifecycle = new Lifecycle(target, terms.outcomeMargin());
  }

  /**
   * One tick.
   *
   * @param judged what the rules say of every version that serves
   */
  public Decided tick(TargetState before, Situation situation, List<Judged> judged) {
    Resumption resumption = Resumption.of(target, before, situation);
    List<Judged> counted = resumption.resumed() ? List.of() : judged;
    Verdict verdict = Judge.judge(resumption.state().conditions(), counted, situation.now());
    return decide(before, resumption, verdict, counted, judged, situation);
  }

  /** Whether a fact is worth a look as soon as it arrives. */
  public boolean heeds(Fact fact, List<Rule> rules) {
    return rules.stream().anyMatch(rule -> rule.heedsAtOnce(fact))
        || Wellness.isTrouble(target, fact);
  }

  /**
   * A fact arrived between two ticks that is worth a look. What begins by it is decided at once;
   * where an incident is open already, or a pause was just lifted, the next tick sees to it.
   *
   * @param judged what the rules say of every version that serves
   */
  public Decided atOnce(TargetState before, Situation situation, Supplier<List<Judged>> judged) {
    Resumption resumption = Resumption.of(target, before, situation);
    if (before.incident().isPresent() || resumption.resumed()) {
      return Decided.nothing(before);
    }
    List<Judged> readings = judged.get();
    List<Judged> urgent = readings.stream().filter(each -> each.rule().isUrgent()).toList();
    Verdict verdict = Judge.begin(before.conditions(), urgent, situation.now());
    return decide(before, resumption, verdict, List.of(), readings, situation);
  }

  /**
   * Decides by a verdict.
   *
   * @param counted readings that may prove a version
   */
  private Decided decide(
      TargetState before,
      Resumption resumption,
      Verdict verdict,
      List<Judged> counted,
      List<Judged> judged,
      Situation situation) {
    long now = situation.now();
    TargetState state = resumption.state();
    CrossingWriter writer = new CrossingWriter(target, state.incident(), now);
    List<Statement> said = new ArrayList<>(resumption.progress().said());
    if (resumption.resumed() && before.incident().isEmpty()) {
      said.addAll(writer.forgotten(before.conditions()));
    }
    said.addAll(writer.statements(verdict, state.memory()));
    state = judged(state, verdict, now);
    state = Prover.prove(state, situation, counted, verdict, terms.provenAfter());

    Symptoms symptoms = symptoms(state, situation, judged);
    Progress progress =
        resumption.progress().ended().isPresent()
            ? Progress.none(Optional.empty())
            : lifecycle.advance(state.incident(), symptoms, now);
    progress =
        resumption.resumed()
            ? progress
            : new Attribution(target, state, situation, symptoms).releaseFirst(progress);
    Decision decision =
        resumption.resumed()
            ? Decision.none(state, progress)
            : Decision.of(target, terms, state, situation, symptoms, progress);
    said.addAll(decision.progress().said());
    Progress whole = decision.progress().after(resumption.progress());
    state = Aftermath.of(before, decision.state(), whole, now);
    state = progress.fresh() || decision.progress().fresh() ? state.fresh(now) : state;
    Decision made = new Decision(state, whole, decision.command(), decision.requests());
    return written(before, told(made, situation), said, situation.rules(), Optional.empty(), now);
  }

  private static Symptoms symptoms(TargetState state, Situation situation, List<Judged> judged) {
    return new Symptoms(
        situation.rules(),
        judged,
        state.conditions(),
        situation.settled().facts().stands(Symptoms.DEPENDENCY_UNREADY));
  }

  /** The arbiter is told how the target is, before anything is asked. */
  private Decision told(Decision decision, Situation situation) {
    TargetState state = decision.state();
    Optional<Wellness> trouble =
        Wellness.trouble(
            target, state.incident(), situation.fleet().state(), situation.arrived().facts());
    List<Request> requests = new ArrayList<>();
    Wellness.news(target, trouble, state.unwell(), situation.now()).ifPresent(requests::add);
    requests.addAll(decision.requests());
    return new Decision(
        state.withUnwell(trouble.map(it -> it.needs().unready())),
        decision.progress(),
        decision.command(),
        requests);
  }

  private static TargetState judged(TargetState state, Verdict verdict, long now) {
    Memory memory = state.memory();
    for (Crossing crossing : verdict.crossings()) {
      memory = crossing.change() == Change.VANISHED ? memory.crossed(crossing.key(), now) : memory;
    }
    TargetState moved =
        verdict.conditions().equals(state.conditions())
            ? state
            : state.withConditions(verdict.conditions());
    return memory == state.memory() ? moved : moved.withMemory(memory);
  }

  /** What the actuator reported of a command. */
  public Decided outcome(TargetState before, RemediationAudit report, List<Rule> rules, long now) {
    Progress progress = Outcomes.take(before.incident(), report, rung(before, rules));
    if (progress.said().isEmpty()) {
      return Decided.nothing(before);
    }
    boolean applied = Outcomes.isApplied(report);
    Memory memory =
        applied ? before.memory() : before.memory().refused(String.valueOf(report.getCommandId()));
    TargetState state =
        Aftermath.permitted(before.withMemory(memory).withIncident(progress.incident()));
    long from = applied ? report.getAt().toEpochMilli() + terms.settle() : now;
    state = progress.fresh() ? state.fresh(from) : state;
    return written(
        before,
        Decision.none(state, progress),
        progress.said(),
        rules,
        Optional.of(report.getStage()),
        now);
  }

  /** What the arbiter answered to what was asked. */
  public Decided answered(
      TargetState before, Situation situation, List<Judged> judged, Ruling ruling) {
    long now = situation.now();
    Symptoms symptoms = symptoms(before, situation, judged);
    TargetState known = Resumption.seen(target, before, situation);
    Decision heard = Hearing.of(target, terms, known, situation, symptoms, ruling);
    Progress progress = heard.progress();
    TargetState state = Aftermath.of(before, heard.state(), progress, now);
    state = progress.fresh() ? state.fresh(now) : state;
    return written(
        before,
        new Decision(state, progress, heard.command(), heard.requests()),
        progress.said(),
        situation.rules(),
        Optional.empty(),
        now);
  }

  private static Optional<Rung> rung(TargetState state, List<Rule> rules) {
    return state
        .incident()
        .map(Incident::facts)
        .flatMap(
            facts ->
                rules.stream()
                    .filter(rule -> rule.key().equals(facts.policy()))
                    .findFirst()
                    .flatMap(rule -> facts.rung(rule, facts.rung())));
  }

  private Decided written(
      TargetState before,
      Decision decision,
      List<Statement> said,
      List<Rule> rules,
      Optional<Stage> reported,
      long now) {
    TargetState after = decision.state();
    List<Request> requests = new ArrayList<>();
    Ending.of(target, before.incident(), after.incident(), reported, now).ifPresent(requests::add);
    requests.addAll(decision.requests());
    if (said.isEmpty() && requests.isEmpty() && after.equals(before)) {
      return Decided.nothing(before);
    }
    Auditor auditor = new Auditor(target, rules, now);
    List<io.reflexarc.schemas.avro.Incident> incidents = new ArrayList<>();
    decision.progress().ended().map(auditor::standing).ifPresent(incidents::add);
    if (!after.incident().equals(before.incident())) {
      after.incident().map(auditor::standing).ifPresent(incidents::add);
    }
    return new Decided(
        after,
        said.stream().map(auditor::record).toList(),
        decision.command(),
        incidents,
        requests);
  }
}

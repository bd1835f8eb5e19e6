package io.reflexarc.decider.spine;

import io.reflexarc.decider.audit.Auditor;
import io.reflexarc.decider.incident.Case;
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
import io.reflexarc.schemas.avro.RemediationCommand;
import io.reflexarc.schemas.avro.Stage;
import io.reflexarc.schemas.key.TargetKey;
import io.reflexarc.schemas.policy.Outcome;
import io.reflexarc.schemas.policy.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spine: what is decided about one target at one tick, and what an outcome changes. A pure
 * function of state, situation and time: the same log gives the same decisions, with the same ids.
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
    long now = situation.now();
    Resumption resumption = Resumption.of(target, before, situation);
    TargetState state = resumption.state();
    List<Judged> counted = resumption.resumed() ? List.of() : judged;

    Verdict verdict =
        resumption.resumed()
            ? Judge.judge(state.conditions(), List.of(), now)
            : Judge.judge(state.conditions(), counted, now);
    CrossingWriter writer = new CrossingWriter(target, state.incident(), now);
    List<Statement> said = new ArrayList<>(resumption.progress().said());
    said.addAll(writer.statements(verdict, state.memory()));
    state = judged(state, verdict, now);
    state = Prover.prove(state, situation, counted, verdict, terms.provenAfter());

    Symptoms symptoms =
        new Symptoms(
            situation.rules(),
            judged,
            state.conditions(),
            situation.facts().stands(Symptoms.DEPENDENCY_UNREADY));
    Progress progress =
        resumption.progress().ended().isPresent()
            ? Progress.none(Optional.empty())
            : lifecycle.advance(state.incident(), symptoms, now);
    Decision decision =
        resumption.resumed()
            ? new Decision(state, progress, Optional.empty())
            : Decision.of(target, terms, state, situation, symptoms, progress);
    said.addAll(decision.progress().said());
    Progress whole = decision.progress().after(resumption.progress());
    state = recovered(decision.state().withIncident(whole.incident()), whole, now);
    state = settled(before, state, whole);
    state = progress.fresh() || decision.progress().fresh() ? state.fresh(now) : state;
    return written(before, state, situation.rules(), said, whole, decision.command(), now);
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

  /**
   * What had begun before an incident ended, or healed, is over: what began while it was verified
   * is no relapse.
   */
  private static TargetState settled(TargetState before, TargetState state, Progress progress) {
    boolean watched = before.incident().filter(it -> it instanceof Incident.Watching).isPresent();
    Optional<Case> healed =
        progress
            .incident()
            .filter(it -> it instanceof Incident.Watching && !watched)
            .map(Incident::facts);
    return progress
        .ended()
        .map(Progress.Ended::facts)
        .or(() -> healed)
        .map(facts -> state.without(facts.policies()))
        .orElse(state);
  }

  /** An incident that ends healed by an action is remembered: the symptom may come back. */
  private static TargetState recovered(TargetState state, Progress progress, long now) {
    return progress.said().stream()
        .filter(each -> each.stage() == Stage.CLOSED)
        .filter(each -> each.outcome().filter(Outcome.HEALED::equals).isPresent())
        .findFirst()
        .map(each -> state.withMemory(state.memory().recovered(each.policy(), now)))
        .orElse(state);
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
    TargetState state = before.withMemory(memory).withIncident(progress.incident());
    long from = applied ? report.getAt().toEpochMilli() + terms.settle() : now;
    state = progress.fresh() ? state.fresh(from) : state;
    return written(before, state, rules, progress.said(), progress, Optional.empty(), now);
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
                    .flatMap(rule -> rule.rung(facts.rung())));
  }

  private Decided written(
      TargetState before,
      TargetState after,
      List<Rule> rules,
      List<Statement> said,
      Progress progress,
      Optional<RemediationCommand> command,
      long now) {
    if (said.isEmpty() && after.equals(before)) {
      return Decided.nothing(before);
    }
    Auditor auditor = new Auditor(target, rules, now);
    List<io.reflexarc.schemas.avro.Incident> incidents = new ArrayList<>();
    progress.ended().map(auditor::standing).ifPresent(incidents::add);
    if (!after.incident().equals(before.incident())) {
      after.incident().map(auditor::standing).ifPresent(incidents::add);
    }
    return new Decided(after, said.stream().map(auditor::record).toList(), command, incidents);
  }
}

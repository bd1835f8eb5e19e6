package io.reflexarc.decider.spine;

import io.reflexarc.decider.command.Basis;
import io.reflexarc.decider.command.Plan;
import io.reflexarc.decider.command.Planner;
import io.reflexarc.decider.incident.Symptoms;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.schemas.policy.Rung;

/**
 * Plans actions for a target as it stands.
 *
 * @param state what is remembered of it
 * @param situation what is known of it
 * @param symptoms what its rules say
 */
record Plans(TargetState state, Situation situation, Symptoms symptoms) {

  /**
   * The plan of a rung.
   *
   * @param sick what it would be done about
   * @param onset when that began, event time
   */
  Plan of(Rule rule, Rung rung, Reading sick, long onset) {
    return Planner.of(
            new Basis(
                rung,
                sick,
                onset,
                symptoms.all(),
                situation.fleet(),
                situation.windows(),
                situation.told(rule).facts(),
                state.ledger(),
                state.memory().rollbacksSince(situation.now()),
                situation.now()))
        .plan();
  }
}

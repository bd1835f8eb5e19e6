package io.reflexarc.decider.command;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.restraint.Memory.Rollback;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.schemas.policy.Rung;
import java.util.List;

/**
 * What an action is planned on.
 *
 * @param rung the rung that asks for it
 * @param sick the reading that is acted on
 * @param onset when its symptom began, event time
 * @param readings what every policy of the target says now
 * @param fleet the target as it stands
 * @param facts what was told of it
 * @param ledger what is proven of it
 * @param rollbacks rollbacks that are remembered
 * @param now event time
 */
public record Basis(
    Rung rung,
    Reading sick,
    long onset,
    List<Reading> readings,
    Fleet fleet,
    TargetFacts facts,
    Ledger ledger,
    List<Rollback> rollbacks,
    long now) {

  public Basis {
    readings = List.copyOf(readings);
    rollbacks = List.copyOf(rollbacks);
  }
}

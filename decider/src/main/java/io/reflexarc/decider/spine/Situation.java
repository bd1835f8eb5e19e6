package io.reflexarc.decider.spine;

import io.reflexarc.decider.fact.Told;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.rule.Fleet;
import io.reflexarc.decider.rule.Look;
import io.reflexarc.decider.rule.Rule;
import io.reflexarc.decider.window.TargetWindows;
import io.reflexarc.schemas.avro.Control;
import java.util.List;
import java.util.Map;

/**
 * What a decision about a target is made from, besides its state.
 *
 * @param fleet its versions
 * @param windows what was measured of it
 * @param settled what was told of it, up to where all evidence is in
 * @param arrived what was told of it, up to now
 * @param heardSince event time since which facts were told without a gap
 * @param memo slopes that were fitted already
 * @param rules the rules about it
 * @param controls scope to the last control for it
 * @param now event time of the tick, or of what is decided between two
 */
public record Situation(
    Fleet fleet,
    TargetWindows windows,
    Told settled,
    Told arrived,
    long heardSince,
    TrendMemo memo,
    List<Rule> rules,
    Map<String, Control> controls,
    long now) {

  /** Whether no fact has arrived that is not settled. */
  public boolean isAllSettled() {
    return settled.facts() == arrived.facts();
  }

  /** What was told, as far as a rule looks. */
  Told told(Rule rule) {
    return rule.isUrgent() ? arrived : settled;
  }

  /** What a rule looks at that looks this far. */
  public Look look(Told told, TargetState state) {
    return new Look(
        fleet,
        windows,
        told.facts(),
        heardSince,
        state.ledger(),
        memo,
        told.horizon(),
        state.notBefore(),
        now);
  }
}

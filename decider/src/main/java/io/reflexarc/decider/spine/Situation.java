package io.reflexarc.decider.spine;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.rule.Fleet;
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
 * @param facts what was told of it
 * @param heardSince event time since which facts were told without a gap
 * @param memo slopes that were fitted already
 * @param rules the rules about it
 * @param controls scope to the last control for it
 * @param horizon event time up to which all evidence is in
 * @param now event time of the tick
 */
public record Situation(
    Fleet fleet,
    TargetWindows windows,
    TargetFacts facts,
    long heardSince,
    TrendMemo memo,
    List<Rule> rules,
    Map<String, Control> controls,
    long horizon,
    long now) {}

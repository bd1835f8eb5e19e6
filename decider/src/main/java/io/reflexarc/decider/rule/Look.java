package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.TargetFacts;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;

/**
 * What a rule looks at.
 *
 * @param fleet the versions of the target
 * @param windows what was measured of it
 * @param facts what was told of it
 * @param heardSince event time since which facts were told without a gap
 * @param ledger what is proven of it
 * @param memo slopes that were fitted already
 * @param horizon end of every window, event time
 * @param notBefore evidence from before this does not count
 * @param now event time of the tick
 */
public record Look(
    Fleet fleet,
    TargetWindows windows,
    TargetFacts facts,
    long heardSince,
    Ledger ledger,
    TrendMemo memo,
    long horizon,
    long notBefore,
    long now) {

  /** For how long facts have been listened to, as far as they count. */
  Watched watched() {
    return new Watched(Math.max(heardSince, notBefore), horizon);
  }

  Span span(long lengthMillis) {
    return new Span(horizon, lengthMillis, notBefore);
  }
}

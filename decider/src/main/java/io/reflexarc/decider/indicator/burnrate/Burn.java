package io.reflexarc.decider.indicator.burnrate;

import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.schemas.policy.BurnRate.Pair;

/**
 * How fast a budget burns in a pair of windows.
 *
 * @param pair the windows
 * @param inLong events of the long window
 * @param inShort events of the short window
 * @param coveredMillis for how long there are events, at most the long window
 * @param budget share of events that may go wrong, over 0
 */
public record Burn(Pair pair, Counts inLong, Counts inShort, long coveredMillis, double budget) {

  /** Burn rate of the long window: 1 uses the budget up exactly. */
  public double rate() {
    return inLong.ratio() / budget;
  }

  /** Burn rate of the short window. */
  public double shortRate() {
    return inShort.ratio() / budget;
  }

  /** Whether enough events are known, some of them recent, for at least the short window. */
  public boolean known(long minimumSamples) {
    return inLong.total() >= minimumSamples
        && inShort.total() > 0
        && coveredMillis >= pair.shortWindow().toMillis();
  }

  /** Whether both windows burn. */
  public boolean burns() {
    return rate() > pair.factor() && shortRate() > pair.factor();
  }
}

package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * What could be read of an indicator: enough to check other parts against it even when it holds a
 * mistake.
 *
 * @param indicator the whole, empty after a mistake
 * @param per what it judges, empty after a mistake there
 * @param window its window, empty after a mistake there
 * @param forByDefault how long unhealthy must hold where the policy says nothing; empty for ten
 *     minutes, or the window where that is longer
 */
record IndicatorRead(
    Optional<Indicator> indicator,
    Optional<Per> per,
    Optional<Duration> window,
    Optional<Duration> forByDefault) {

  static final IndicatorRead NOTHING =
      new IndicatorRead(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  IndicatorRead(Optional<Indicator> indicator, Optional<Per> per, Optional<Duration> window) {
    this(indicator, per, window, Optional.empty());
  }

  /** This, of an indicator that has waited by itself before it says unhealthy. */
  IndicatorRead actingAtOnce() {
    return new IndicatorRead(indicator, per, window, Optional.of(Duration.ZERO));
  }

  /** The window, where it is longer than this. */
  Optional<Duration> windowLongerThan(Duration duration) {
    return window.filter(it -> it.compareTo(duration) > 0);
  }
}

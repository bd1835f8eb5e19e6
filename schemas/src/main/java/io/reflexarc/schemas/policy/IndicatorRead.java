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
 */
record IndicatorRead(Optional<Indicator> indicator, Optional<Per> per, Optional<Duration> window) {

  static final IndicatorRead NOTHING =
      new IndicatorRead(Optional.empty(), Optional.empty(), Optional.empty());

  /** The window, where it is longer than this. */
  Optional<Duration> windowLongerThan(Duration duration) {
    return window.filter(it -> it.compareTo(duration) > 0);
  }
}

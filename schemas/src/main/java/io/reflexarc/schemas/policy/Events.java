package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Set;

/**
 * So many facts of a type within a window.
 *
 * @param fact which facts are counted
 * @param phases which of their records; never empty
 * @param per what is judged one by one
 * @param window how much of the past is looked at
 * @param atLeast unhealthy from this many on, 1 to {@link #MOST}
 * @param healthyAtMost healthy again with this many or fewer, below {@code atLeast}; between the
 *     two it stays what it was
 */
public record Events(
    FactSelector fact,
    Set<FactPhase> phases,
    Per per,
    Duration window,
    long atLeast,
    long healthyAtMost)
    implements Indicator {

  /** The most that can be asked for: more of a type are not remembered for certain. */
  public static final long MOST = 500;

  /**
   * @throws IllegalArgumentException when a bound or the window makes no sense
   */
  public Events {
    phases = Set.copyOf(phases);
    Check.window(window);
    Check.that(!phases.isEmpty(), "phases is empty");
    Check.that(atLeast >= 1 && atLeast <= MOST, "atLeast is not within 1 and " + MOST);
    Check.that(healthyAtMost >= 0 && healthyAtMost < atLeast, "healthyAtMost is not below atLeast");
  }

  @Override
  public String word() {
    return "events";
  }
}

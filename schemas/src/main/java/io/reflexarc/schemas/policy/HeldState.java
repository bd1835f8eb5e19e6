package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * States that hold now: {@code condition}, such as three pods that are not ready.
 *
 * @param fact which states
 * @param per what is judged one by one
 * @param atLeast unhealthy when so many hold at once, at least 1
 * @param atLeastShare and when they are at least this share of the pods, over 0 to 1; empty where
 *     only their number counts
 * @param healthyAtMost healthy again with this many or fewer, below {@code atLeast}; between the
 *     two it stays what it was
 */
public record HeldState(
    FactSelector fact, Per per, long atLeast, Optional<Double> atLeastShare, long healthyAtMost)
    implements Indicator {

  /** Most that can be asked for. */
  public static final long MOST = 500;

  /** How long it must have been listened to before silence, or an older state, says something. */
  public static final Duration SETTLE = Duration.ofMinutes(1);

  /**
   * @throws IllegalArgumentException when a bound makes no sense
   */
  public HeldState {
    Check.that(atLeast >= 1 && atLeast <= MOST, "atLeast is not within 1 and " + MOST);
    Check.that(
        atLeastShare.filter(share -> !(share > 0 && share <= 1)).isEmpty(),
        "atLeastShare is not within 0 and 1");
    Check.that(healthyAtMost >= 0 && healthyAtMost < atLeast, "healthyAtMost is not below atLeast");
  }

  @Override
  public Duration window() {
    return SETTLE;
  }

  @Override
  public String word() {
    return "condition";
  }
}

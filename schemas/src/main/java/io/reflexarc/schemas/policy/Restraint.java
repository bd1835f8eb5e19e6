package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds a policy back.
 *
 * @param cooldown how long after an action on a target no other follows
 * @param limits how many actions there may be; all of them hold
 * @param blackouts when nothing is done
 * @param holdWhile states of the target during which nothing is done
 */
public record Restraint(
    Duration cooldown, List<RateLimit> limits, List<Blackout> blackouts, Set<Hold> holdWhile) {

  /**
   * What holds where a policy says nothing: 30 minutes apart, 5 in 4 hours on a target, and nothing
   * while the cause lies elsewhere.
   */
  public static final Restraint DEFAULT =
      new Restraint(
          Duration.ofMinutes(30),
          List.of(new RateLimit(5, Duration.ofHours(4), LimitScope.TARGET)),
          List.of(),
          Hold.CAUSES);

  /**
   * @throws IllegalArgumentException when the cooldown is negative
   */
  public Restraint {
    Check.notNegative("cooldown", cooldown);
    limits = List.copyOf(limits);
    blackouts = List.copyOf(blackouts);
    holdWhile = Set.copyOf(holdWhile);
  }

  /** When the blackout that reigns at this time ends; empty when none does. */
  public Optional<Instant> blackoutUntil(Instant at) {
    return blackouts.stream()
        .flatMap(blackout -> blackout.until(at).stream())
        .max(Comparator.naturalOrder());
  }
}

package io.reflexarc.decider.judge;

import io.reflexarc.decider.indicator.Health;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A symptom of one version that has begun. There is none while all is well.
 *
 * <p>Legal transitions, and no others: nothing → {@link Pending} → {@link Firing}; {@link Pending}
 * → nothing when it is healthy again before it held long enough. A firing condition ends with its
 * incident, or when its version is gone. Unknown health moves nothing and stops the clock: the time
 * during which nothing was known does not count towards {@code for}.
 */
public sealed interface Condition {

  /** When it began, event time. */
  long onset();

  /**
   * It crosses, not yet for long enough.
   *
   * @param onset when it began
   * @param since {@code onset}, later by the time during which nothing was known
   * @param unknownSince since when nothing is known; empty while it is known to cross
   * @param told whether it was said that nothing is known
   */
  record Pending(long onset, long since, OptionalLong unknownSince, boolean told)
      implements Condition {

    /**
     * @throws IllegalArgumentException when its times are not in order
     */
    public Pending {
      if (since < onset || unknownSince.orElse(since) < since) {
        throw new IllegalArgumentException(
            "pending since " + since + " with onset " + onset + ", unknown " + unknownSince);
      }
    }

    /** When it fires, if it is known to cross from now on; for one that is known to cross now. */
    public long firesAt(long forMillis) {
      return since + forMillis;
    }

    private Pending unknown(long now) {
      return unknownSince.isPresent()
          ? this
          : new Pending(onset, since, OptionalLong.of(now), false);
    }

    private Pending known(long now) {
      return unknownSince.isEmpty()
          ? this
          : new Pending(onset, since + now - unknownSince.getAsLong(), OptionalLong.empty(), false);
    }

    /** This, having said that nothing is known. */
    public Pending afterTelling() {
      return new Pending(onset, since, unknownSince, true);
    }
  }

  /**
   * It has held for long enough.
   *
   * @param onset when it began
   * @param firedAt when it had held for long enough
   */
  record Firing(long onset, long firedAt) implements Condition {

    /**
     * @throws IllegalArgumentException when it fired before it began
     */
    public Firing {
      if (firedAt < onset) {
        throw new IllegalArgumentException("fired at " + firedAt + " before " + onset);
      }
    }
  }

  /** What a reading did to a condition. */
  enum Change {
    NONE,
    /** It began to cross. */
    BEGAN,
    /** It has held for long enough. */
    FIRED,
    /** It began to cross and fired at once, since the policy waits for nothing. */
    BEGAN_AND_FIRED,
    /** It was healthy again before it had held for long enough. */
    VANISHED
  }

  /**
   * A condition after a reading.
   *
   * @param condition the condition; empty when there is none
   * @param change what happened
   */
  record Step(Optional<Condition> condition, Change change) {
    static Step to(Condition condition, Change change) {
      return new Step(Optional.of(condition), change);
    }
  }

  /** Where there is no condition yet. */
  static Step start(Health health, long now, long forMillis) {
    if (health != Health.UNHEALTHY) {
      return new Step(Optional.empty(), Change.NONE);
    }
    return forMillis <= 0
        ? Step.to(new Firing(now, now), Change.BEGAN_AND_FIRED)
        : Step.to(new Pending(now, now, OptionalLong.empty(), false), Change.BEGAN);
  }

  /**
   * This condition after a reading.
   *
   * @param now event time, not before any earlier one
   * @param forMillis how long it must hold
   */
  default Step next(Health health, long now, long forMillis) {
    if (!(this instanceof Pending pending)) {
      return Step.to(this, Change.NONE);
    }
    return switch (health) {
      case HEALTHY -> new Step(Optional.empty(), Change.VANISHED);
      case UNKNOWN -> Step.to(pending.unknown(now), Change.NONE);
      case UNHEALTHY -> {
        Pending known = pending.known(now);
        yield now >= known.firesAt(forMillis)
            ? Step.to(new Firing(known.onset(), now), Change.FIRED)
            : Step.to(known, Change.NONE);
      }
    };
  }
}

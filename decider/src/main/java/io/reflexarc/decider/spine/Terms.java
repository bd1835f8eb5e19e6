package io.reflexarc.decider.spine;

import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Rung;

/**
 * How long things take, milliseconds of event time.
 *
 * @param provenAfter how long a version must be healthy to be proven
 * @param commandTtl how long a command is valid
 * @param settle how long after an action evidence does not count yet
 * @param outcomeMargin how long after its expiry the outcome of a command is waited for
 */
public record Terms(long provenAfter, long commandTtl, long settle, long outcomeMargin) {

  /** 5 m, 5 m, 30 s, 1 m. */
  public static final Terms DEFAULT = new Terms(300_000, 300_000, 30_000, 60_000);

  /**
   * @throws IllegalArgumentException when one is out of range
   */
  public Terms {
    if (provenAfter < 0 || commandTtl <= 0 || settle < 0 || outcomeMargin < 0) {
      throw new IllegalArgumentException(
          "terms " + provenAfter + ", " + commandTtl + ", " + settle + ", " + outcomeMargin);
    }
  }

  /**
   * How long the command of a rung is valid. A drain lasts for as long as pods take to start
   * elsewhere, so it may take all the time that its rung gives to healing.
   */
  long validity(Rung rung) {
    return rung.action() == Action.DRAIN_NODE
        ? rung.verifyWithin()
            .map(within -> Math.max(commandTtl, within.toMillis()))
            .orElse(commandTtl)
        : commandTtl;
  }
}

package io.reflexarc.decider.arbiter;

import io.reflexarc.schemas.policy.Gate;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an arbiter answers.
 *
 * @param target who asked
 * @param commandId for which command
 * @param askedAt which asking is answered
 * @param at event time of the answer; the command is issued no earlier
 * @param denial why not; empty when it is granted
 */
public record Ruling(
    String target, String commandId, long askedAt, long at, Optional<Denial> denial) {

  /**
   * Why a permit is denied.
   *
   * @param gate what stops it
   * @param cause the target that the cause lies in; empty when it does not lie elsewhere
   * @param retryAt when it may be granted; empty when that is not known
   * @param says why, a clause
   */
  public record Denial(Gate gate, Optional<String> cause, OptionalLong retryAt, String says) {}

  /** Whether it is granted. */
  public boolean granted() {
    return denial.isEmpty();
  }

  static Ruling to(Request.Ask ask, long at, Optional<Denial> denial) {
    return new Ruling(ask.target(), ask.commandId(), ask.askedAt(), at, denial);
  }
}

package io.reflexarc.decider.restraint;

import io.reflexarc.decider.command.Plan;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Severity;
import java.util.OptionalLong;

/** What is chosen for the next rung of a ladder. */
public sealed interface Choice {

  /** Nothing: it is not sick right now. */
  record Nothing() implements Choice {}

  /**
   * A gate holds it.
   *
   * @param gate which
   * @param retryAt when it opens; empty when that is not known
   * @param plan what would be done, in words that change only when the plan does
   * @param says why it is held, a clause
   */
  record Hold(Gate gate, OptionalLong retryAt, String plan, String says) implements Choice {}

  /**
   * The rung cannot be taken in this incident.
   *
   * @param rung which
   * @param gate what stops it
   * @param says why, a clause
   */
  record Skip(int rung, Gate gate, String says) implements Choice {}

  /**
   * A human is told.
   *
   * @param rung the rung that says so; the length of the ladder when it is used up
   * @param severity how loud
   */
  record Page(int rung, Severity severity) implements Choice {}

  /**
   * A command is issued.
   *
   * @param rung which
   * @param plan what is done
   */
  record Act(int rung, Plan.Feasible plan) implements Choice {}
}

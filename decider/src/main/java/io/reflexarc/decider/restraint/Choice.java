package io.reflexarc.decider.restraint;

import io.reflexarc.decider.arbiter.Ruling;
import io.reflexarc.decider.command.Plan;
import io.reflexarc.schemas.policy.Action;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Rung;
import io.reflexarc.schemas.policy.Severity;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.util.Optional;
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
   * @param cause the target that the cause lies in; empty when it does not lie elsewhere
   */
  record Hold(Gate gate, OptionalLong retryAt, String plan, String says, Optional<String> cause)
      implements Choice {

    /** A gate of the target's own holds it. */
    public Hold(Gate gate, OptionalLong retryAt, String plan, String says) {
      this(gate, retryAt, plan, says, Optional.empty());
    }

    /** The arbiter does not answer; it has just been asked again. */
    public static Hold of(Permit.Asked permit, String plan) {
      long silent = permit.lastAskedAt() - permit.askedAt();
      return new Hold(
          Gate.AWAITING_PERMIT,
          OptionalLong.empty(),
          plan,
          "asked for leave "
              + DurationText.of(Duration.ofSeconds(silent / 1000))
              + " ago, and again now; would "
              + plan);
    }

    /** The arbiter holds what would be done. */
    public static Hold of(Ruling.Denial denial, String plan) {
      return new Hold(
          denial.gate(), denial.retryAt(), plan, denial.says() + "; would " + plan, denial.cause());
    }
  }

  /**
   * The rung cannot be taken in this incident.
   *
   * @param rung its number
   * @param gate what stops it
   * @param says why, a clause
   */
  record Skip(int rung, Gate gate, String says) implements Choice {}

  /**
   * A human is told.
   *
   * @param rung number of the rung that says so, or of the next one when the ladder is used up
   * @param severity how loud
   */
  record Page(int rung, Severity severity) implements Choice {}

  /**
   * A command is issued.
   *
   * @param number number of the rung
   * @param rung the rung
   * @param plan what is done
   */
  record Act(int number, Rung rung, Plan.Feasible plan) implements Choice {

    /** What it does. */
    public Action action() {
      return rung.action();
    }
  }
}

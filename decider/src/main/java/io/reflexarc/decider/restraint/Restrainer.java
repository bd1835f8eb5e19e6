package io.reflexarc.decider.restraint;

import io.reflexarc.decider.judge.ConditionKey;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.policy.Gate;
import io.reflexarc.schemas.policy.Hold;
import io.reflexarc.schemas.policy.Mode;
import io.reflexarc.schemas.policy.Restraint;
import io.reflexarc.schemas.text.DurationText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at the gates, in a fixed order, and names the first that is shut. */
public final class Restrainer {

  private Restrainer() {}

  /**
   * A gate that is shut.
   *
   * @param gate which
   * @param retryAt when it opens, event time; empty when that is not known
   * @param says why, a clause
   */
  public record Shut(Gate gate, OptionalLong retryAt, String says) {}

  /**
   * The gate that a policy's mode shuts: of all that is done, pages included, in observe mode. What
   * a policy in mode approve would do is asked for when all gates are open.
   */
  public static Optional<Shut> mode(Mode mode) {
    return switch (mode) {
      case OBSERVE ->
          Optional.of(
              new Shut(Gate.OBSERVE_MODE, OptionalLong.empty(), "the policy only observes"));
      case SUGGEST ->
          Optional.of(
              new Shut(Gate.SUGGEST_MODE, OptionalLong.empty(), "the policy only suggests"));
      case APPROVE, AUTO -> Optional.empty();
    };
  }

  /** The gate that a human shut. */
  public static Optional<Shut> paused(Optional<Pause> pause) {
    return pause.map(each -> new Shut(Gate.PAUSED, each.until(), each.says()));
  }

  /** The gate that a symptom shuts which keeps coming and going: nothing would settle it. */
  public static Optional<Shut> flapping(Memory memory, ConditionKey symptom, long now) {
    OptionalLong until = memory.flapsUntil(symptom, now);
    return until.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Shut(
                Gate.FLAPPING,
                until,
                "it came and went "
                    + Memory.FLAPPING_FROM
                    + " times within "
                    + text(Memory.FLAPPING_MILLIS)));
  }

  /** The gates that hold a change of the cluster back. */
  public static Optional<Shut> change(
      Restraint restraint, Memory memory, WorkloadState state, long now) {
    return rollout(restraint, state)
        .or(() -> blackout(restraint, now))
        .or(() -> cooldown(restraint, memory, now));
  }

  private static Optional<Shut> rollout(Restraint restraint, WorkloadState state) {
    boolean shut =
        restraint.holdWhile().contains(Hold.ROLLOUT_IN_PROGRESS) && state.getRollingOut();
    return shut
        ? Optional.of(
            new Shut(
                Gate.ROLLOUT_IN_PROGRESS, OptionalLong.empty(), "its rollout has not finished"))
        : Optional.empty();
  }

  private static Optional<Shut> blackout(Restraint restraint, long now) {
    return restraint
        .blackoutUntil(Instant.ofEpochMilli(now))
        .map(
            end ->
                new Shut(
                    Gate.BLACKOUT,
                    OptionalLong.of(end.toEpochMilli()),
                    "a blackout of the policy lasts until " + end));
  }

  private static Optional<Shut> cooldown(Restraint restraint, Memory memory, long now) {
    if (memory.lastAction().isEmpty()) {
      return Optional.empty();
    }
    long last = memory.lastAction().getAsLong();
    long open = last + restraint.cooldown().toMillis();
    return now >= open
        ? Optional.empty()
        : Optional.of(
            new Shut(
                Gate.COOLDOWN,
                OptionalLong.of(open),
                "the last action on it was "
                    + text(now - last)
                    + " ago, of a cooldown of "
                    + DurationText.of(restraint.cooldown())));
  }

  private static String text(long millis) {
    return DurationText.of(Duration.ofSeconds(millis / 1000));
  }
}

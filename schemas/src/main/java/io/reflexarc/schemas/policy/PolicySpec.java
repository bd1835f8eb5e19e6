package io.reflexarc.schemas.policy;

import java.util.List;

/**
 * What a policy asks for.
 *
 * @param mode how far it may go by itself
 * @param target which workloads it watches
 * @param symptom what it calls sick, and for how long
 * @param ladder what is tried, in order, each rung once; never empty, at most {@link #MAX_RUNGS}
 * @param restraint what holds it back
 * @param approval how it asks, in mode {@link Mode#APPROVE}
 */
public record PolicySpec(
    Mode mode,
    TargetSelector target,
    Symptom symptom,
    List<Rung> ladder,
    Restraint restraint,
    Approval approval) {

  /** Longest ladder. */
  public static final int MAX_RUNGS = 10;

  /**
   * @throws IllegalArgumentException when the ladder is empty or too long
   */
  public PolicySpec {
    ladder = List.copyOf(ladder);
    if (ladder.isEmpty() || ladder.size() > MAX_RUNGS) {
      throw new IllegalArgumentException("a ladder has 1 to " + MAX_RUNGS + " rungs");
    }
  }
}

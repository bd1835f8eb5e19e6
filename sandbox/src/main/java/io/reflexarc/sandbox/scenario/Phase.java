package io.reflexarc.sandbox.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Something that is done to the world.
 *
 * @param at event time since the story's start
 * @param says what it is, for a reader
 * @param apply files of the folder to apply through the cluster's API
 * @param mischief what is done to machines and processes
 * @param fault whether this is the fault whose detection is timed
 */
public record Phase(
    Duration at, String says, List<String> apply, Mischief mischief, boolean fault) {

  /**
   * @throws IllegalArgumentException when the time is negative or nothing is said
   */
  public Phase {
    apply = List.copyOf(apply);
    if (at.isNegative()) {
      throw new IllegalArgumentException("phase at " + at + " is before the story");
    }
    if (says.isBlank()) {
      throw new IllegalArgumentException("phase at " + at + " says nothing");
    }
  }
}

package io.reflexarc.sandbox.scenario;

import java.time.Duration;
import java.util.List;

/**
 * Something that is done to the world.
 *
 * @param at event time since the story's start
 * @param says what it is, for a reader
 * @param apply files of the folder to apply through the cluster's API
 * @param behave files of the folder, each as {@code behaviour.yaml}: from now on the world behaves
 *     as they say, and otherwise as before
 * @param mischief what is done to machines, processes and what lies between them
 * @param orders what humans order
 * @param fault whether this is the fault whose detection is timed
 */
public record Phase(
    Duration at,
    String says,
    List<String> apply,
    List<String> behave,
    Mischief mischief,
    List<Order> orders,
    boolean fault) {

  /**
   * @throws IllegalArgumentException when the time is negative or nothing is said
   */
  public Phase {
    apply = List.copyOf(apply);
    behave = List.copyOf(behave);
    orders = List.copyOf(orders);
    if (at.isNegative()) {
      throw new IllegalArgumentException("phase at " + at + " is before the story");
    }
    if (says.isBlank()) {
      throw new IllegalArgumentException("phase at " + at + " says nothing");
    }
  }
}

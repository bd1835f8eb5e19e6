package io.reflexarc.sandbox.decider;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Who is killed in which step, and on what occasion: all of it from a seed. */
final class Killings {

  /** The occasion of a kill. */
  enum When {
    /** So long after the step's ticks were written, whatever goes on. */
    AFTER_A_WHILE,
    /** When the arbiter was asked in this step: its answers are in flight. */
    MID_REPARTITION,
    /** When the group shares its partitions anew, since another was killed just before. */
    MID_REBALANCE
  }

  /**
   * One kill.
   *
   * @param instance which process, from 0
   * @param delayMillis real time from the ticks on, for {@code AFTER_A_WHILE}
   */
  record Kill(int step, When when, int instance, int delayMillis) {}

  private static final int LONGEST_DELAY_MILLIS = 150;

  private Killings() {}

  /**
   * So many kills, in the order of their steps; their occasions take turns.
   *
   * @param steps in which something is decided; at least two for three kills
   * @param instances 2 and more
   */
  static List<Kill> of(long seed, int kills, int instances, Collection<Integer> steps) {
    Random random = new Random(seed);
    Deque<Integer> drawn = drawn(random, kills, steps);
    List<Kill> plan = new ArrayList<>();
    int step = 0;
    int instance = 0;
    for (int i = 0; i < kills; i++) {
      When when = When.values()[i % When.values().length];
      boolean follows = when == When.MID_REBALANCE;
      step = follows ? step : drawn.remove();
      instance = follows ? (instance + 1) % instances : random.nextInt(instances);
      plan.add(new Kill(step, when, instance, random.nextInt(LONGEST_DELAY_MILLIS)));
    }
    return plan;
  }

  private static Deque<Integer> drawn(Random random, int kills, Collection<Integer> steps) {
    List<Integer> shuffled = new ArrayList<>(steps);
    Collections.shuffle(shuffled, random);
    return new ArrayDeque<>(
        shuffled.subList(0, Math.min(kills, shuffled.size())).stream().sorted().toList());
  }
}

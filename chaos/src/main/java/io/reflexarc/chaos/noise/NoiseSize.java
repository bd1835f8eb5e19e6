package io.reflexarc.chaos.noise;

import java.time.Duration;

/**
 * How much life.
 *
 * @param lasts event time of the story, 1 h to 24 h
 * @param workloads how many, {@value #FEWEST} to {@value #MOST}
 * @param faults how many real ones hide in it, 0 to 10, each of another kind; in less than six
 *     hours two at most
 * @param seed of all that is drawn
 */
record NoiseSize(Duration lasts, int workloads, int faults, long seed) {

  static final int FEWEST = 20;
  static final int MOST = 400;

  private static final Duration SHORTEST = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  NoiseSize {
    require(
        lasts.compareTo(SHORTEST) >= 0 && lasts.compareTo(LONGEST) <= 0,
        "hours: " + lasts.toMinutes() / 60.0 + " is not 1 to 24");
    require(
        workloads >= FEWEST && workloads <= MOST,
        "workloads: " + workloads + " is not " + FEWEST + " to " + MOST);
    require(
        faults >= 0 && faults <= FaultKind.values().length,
        "faults: " + faults + " is not 0 to " + FaultKind.values().length);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

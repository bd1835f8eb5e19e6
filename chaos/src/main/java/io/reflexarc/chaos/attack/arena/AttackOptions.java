package io.reflexarc.chaos.attack.arena;

import java.nio.file.Path;

/**
 * What an attack is started with.
 *
 * @param seed of all chance in it
 * @param faults how many attacks, 1 to 100 000
 * @param speed event seconds in a real second, 1 to 120
 * @param folder takes logs, settings, data and what was intended
 */
public record AttackOptions(long seed, int faults, double speed, Path folder) {

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public AttackOptions {
    if (faults < 1 || faults > 100_000) {
      throw new IllegalArgumentException("faults: " + faults + " is not 1 to 100000");
    }
    if (!(speed >= 1 && speed <= 120)) {
      throw new IllegalArgumentException("speed: " + speed + " is not 1 to 120");
    }
  }
}

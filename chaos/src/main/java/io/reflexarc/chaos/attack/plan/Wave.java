package io.reflexarc.chaos.attack.plan;

import java.util.List;

/**
 * Bad releases that are rolled out at once.
 *
 * @param number from 1
 * @param failing workloads whose new version fails requests: {@code bad-deploy}
 * @param crashing workloads whose new version crashes at its start: {@code crash-loop}
 */
public record Wave(int number, List<Integer> failing, List<Integer> crashing) {

  /** Copies. */
  public Wave {
    failing = List.copyOf(failing);
    crashing = List.copyOf(crashing);
  }

  /** The version that it rolls out. */
  public String version() {
    return "bad-" + number;
  }
}

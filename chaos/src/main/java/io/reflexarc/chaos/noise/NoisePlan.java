package io.reflexarc.chaos.noise;

import java.util.List;

/**
 * All that is drawn for a run.
 *
 * @param size how much life
 * @param lives what becomes of each workload
 */
record NoisePlan(NoiseSize size, List<Life> lives) {

  NoisePlan {
    lives = List.copyOf(lives);
  }

  /** What happens while the story lasts, in order of time. */
  List<Happening> happenings() {
    return lives.stream()
        .flatMap(life -> life.happenings().stream())
        .filter(happening -> happening.at().compareTo(size.lasts()) < 0)
        .sorted(java.util.Comparator.comparing(Happening::at))
        .toList();
  }

  /** The faults that hide in it, in order of time. */
  List<PlannedFault> faults() {
    return lives.stream()
        .flatMap(life -> life.fault().stream())
        .sorted(java.util.Comparator.comparing(PlannedFault::at))
        .toList();
  }
}

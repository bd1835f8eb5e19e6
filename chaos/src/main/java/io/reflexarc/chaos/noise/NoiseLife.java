package io.reflexarc.chaos.noise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Draws a day of life from a seed: the same seed, the same day. */
final class NoiseLife {

  /** No fault before this: the first releases prove themselves. */
  private static final Duration FIRST_FAULT = Duration.ofMinutes(25);

  /** None after this before the end: each is healed, and its incident closed. */
  private static final Duration LAST_FAULT = Duration.ofMinutes(75);

  private final NoiseSize size;

  private NoiseLife(NoiseSize size) {
    this.size = size;
  }

  /** A day of that size. */
  static NoisePlan draw(NoiseSize size) {
    return new NoiseLife(size).plan();
  }

  private NoisePlan plan() {
    SplittableRandom chance = new SplittableRandom(size.seed());
    List<Workload> workloads = new ArrayList<>();
    for (int number = 0; number < size.workloads(); number++) {
      workloads.add(Workload.of(number, chance.split()));
    }
    Map<Workload, PlannedFault> faults = faults(workloads, chance.split());
    List<Life> lives = new ArrayList<>();
    for (Workload workload : workloads) {
      Optional<PlannedFault> fault = Optional.ofNullable(faults.get(workload));
      lives.add(new LifeWriter(workload, fault, size.lasts(), chance.split()).write());
    }
    return new NoisePlan(size, lives);
  }

  /** So many kinds, each on a workload of its own, spread over the time that there is for them. */
  private Map<Workload, PlannedFault> faults(List<Workload> workloads, SplittableRandom chance) {
    Map<Workload, PlannedFault> faults = new HashMap<>();
    if (size.faults() == 0) {
      return faults;
    }
    Duration span = size.lasts().minus(FIRST_FAULT).minus(LAST_FAULT);
    if (span.isNegative()) {
      throw new IllegalArgumentException(
          "hours: faults need " + FIRST_FAULT.plus(LAST_FAULT).toMinutes() + " minutes at least");
    }
    Duration slot = span.dividedBy(size.faults());
    for (int i = 0; i < size.faults(); i++) {
      FaultKind kind = FaultKind.values()[i];
      Duration at =
          FIRST_FAULT
              .plus(slot.multipliedBy(i))
              .plusSeconds((long) (chance.nextDouble() * slot.toSeconds()));
      Workload victim = pick(workloads, kind.role(), faults, chance);
      faults.put(victim, new PlannedFault(at, kind, victim));
    }
    return faults;
  }

  private static Workload pick(
      List<Workload> workloads,
      Role role,
      Map<Workload, PlannedFault> taken,
      SplittableRandom chance) {
    Workload[] free =
        workloads.stream()
            .filter(workload -> workload.role() == role && !taken.containsKey(workload))
            .toArray(Workload[]::new);
    return Arrays.asList(free).get(chance.nextInt(free.length));
  }
}

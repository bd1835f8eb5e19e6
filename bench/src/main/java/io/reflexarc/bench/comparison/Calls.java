package io.reflexarc.bench.comparison;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a watcher said of many hours.
 *
 * @param called share of the hours in which it called the suspect worse, 0 to 1
 * @param medianSeconds until then, of all hours; infinite when it did so in less than half of them
 */
record Calls(double called, double medianSeconds) {

  private static final long SEED = 20_260_105;

  /** Shows a watcher so many hours; every watcher sees the same ones. */
  static Calls of(Watcher watcher, Traffic traffic, int runs) {
    double[] seconds =
        IntStream.range(0, runs)
            .parallel()
            .mapToObj(run -> watcher.callsWorse(traffic.hour(new SplittableRandom(SEED + run))))
            .mapToDouble(Calls::seconds)
            .sorted()
            .toArray();
    long called = IntStream.range(0, runs).filter(run -> Double.isFinite(seconds[run])).count();
    return new Calls(called / (double) runs, seconds[(runs - 1) / 2]);
  }

  private static double seconds(OptionalInt called) {
    return called.isPresent() ? called.getAsInt() : Double.POSITIVE_INFINITY;
  }
}

package io.reflexarc.decider.indicator.trend;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the median instance of a version climbs. The rate is the median of the rates, so one instance
 * alone cannot make a version sick.
 *
 * @param version the version
 * @param perSecond median slope
 * @param lower median lower confidence bound of the slope
 * @param rate median rate that is certain enough to extrapolate, 0 where it does not climb
 * @param level median level
 * @param spanSeconds median measured time
 * @param samples samples of all instances
 */
public record VersionClimb(
    String version,
    double perSecond,
    double lower,
    double rate,
    double level,
    double spanSeconds,
    long samples) {

  static VersionClimb of(String version, List<Climb> climbs) {
    return new VersionClimb(
        version,
        median(climbs, climb -> climb.slope().perSecond()),
        median(climbs, climb -> climb.slope().lower()),
        median(climbs, Climb::rate),
        median(climbs, Climb::level),
        median(climbs, Climb::spanSeconds),
        climbs.stream().mapToLong(Climb::samples).sum());
  }

  private static double median(List<Climb> climbs, ToDoubleFunction<Climb> part) {
    double[] sorted = climbs.stream().mapToDouble(part).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double rise() {
    return rate * spanSeconds;
  }

  double secondsTo(double ceiling) {
    if (level >= ceiling) {
      return 0;
    }
    return rate <= 0 ? Double.POSITIVE_INFINITY : (ceiling - level) / rate;
  }
}

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
 * @param slowing median of how much is left of the rate after each half window to come
 * @param level median level
 * @param peak median of how high the level may stand now
 * @param spanSeconds median measured time
 * @param samples samples of all instances
 */
public record VersionClimb(
    String version,
    double perSecond,
    double lower,
    double rate,
    double slowing,
    double level,
    double peak,
    double spanSeconds,
    long samples) {

  static VersionClimb of(String version, List<Climb> climbs) {
    return new VersionClimb(
        version,
        median(climbs, climb -> climb.slope().perSecond()),
        median(climbs, climb -> climb.slope().lower()),
        median(climbs, Climb::rate),
        median(climbs, Climb::slowing),
        median(climbs, Climb::level),
        median(climbs, Climb::peak),
        median(climbs, Climb::spanSeconds),
        climbs.stream().mapToLong(Climb::samples).sum());
  }

  private static double median(List<Climb> climbs, ToDoubleFunction<Climb> part) {
    return new Ranks(climbs.stream().mapToDouble(part).toArray()).median();
  }

  double rise() {
    return rate * spanSeconds;
  }

  /**
   * How long until a ceiling is reached, seconds: 0 when it is, infinite when it never will be.
   * What slows down gains less in each half window to come, {@code rate · slowing}, then {@code
   * rate · slowing²}, and so on: a geometric series, which may end below the ceiling.
   */
  double secondsTo(double ceiling) {
    if (level >= ceiling) {
      return 0;
    }
    if (rate <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double steadily = Math.max(0, ceiling - peak) / rate;
    return slowing < 1 ? slowingDown(steadily) : steadily;
  }

  private double slowingDown(double steadily) {
    double half = spanSeconds / 2;
    double left = 1 - steadily / half * (1 - slowing) / slowing;
    return left <= 0 ? Double.POSITIVE_INFINITY : half * Math.log(left) / Math.log(slowing);
  }
}

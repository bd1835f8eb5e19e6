package io.reflexarc.decider.indicator.trend;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How the median instance of a version climbs. The rate is the median of the rates, so one instance
 * alone cannot make a version sick.
 */
public final class VersionClimb {

  private final String version;
  private final List<Climb> climbs;

  /** At least one instance of a version. */
  VersionClimb(String version, List<Climb> climbs) {
    this.version = version;
    this.climbs = List.copyOf(climbs);
  }

  /** The version. */
  public String version() {
    return version;
  }

  /** Median slope. */
  double perSecond() {
    return median(climbs, Climb::perSecond);
  }

  /** Median lower confidence bound of the slope. */
  double lower() {
    return median(climbs, Climb::lower);
  }

  /** Median rate that is certain enough to extrapolate, 0 where it does not climb. */
  double rate() {
    return median(climbs, Climb::rate);
  }

  /** Median level. */
  double level() {
    return median(climbs, Climb::level);
  }

  /** Samples of all instances. */
  long samples() {
    return climbs.stream().mapToLong(Climb::samples).sum();
  }

  /** Median measured time. */
  private double spanSeconds() {
    return median(climbs, Climb::spanSeconds);
  }

  private static double median(List<Climb> climbs, ToDoubleFunction<Climb> part) {
    if (climbs.size() == 1) {
      return part.applyAsDouble(climbs.get(0));
    }
    double[] parts = new double[climbs.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part.applyAsDouble(climbs.get(i));
    }
    return new Ranks(parts).median();
  }

  /** Whether it rises by less than an amount in the time measured. */
  boolean risesLessThan(double amount) {
    return median(climbs, Climb::fastest) * spanSeconds() < amount || rise() < amount;
  }

  private double rise() {
    return rate() * spanSeconds();
  }

  /**
   * How long until a ceiling is reached, seconds: 0 when it is, infinite when it never will be.
   * What slows down gains less in each half window to come, {@code rate · slowing}, then {@code
   * rate · slowing²}, and so on: a geometric series, which may end below the ceiling.
   */
  double secondsTo(double ceiling) {
    if (level() >= ceiling) {
      return 0;
    }
    double rate = rate();
    if (rate <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double steadily = Math.max(0, ceiling - median(climbs, Climb::peak)) / rate;
    double slowing = median(climbs, Climb::slowing);
    return slowing < 1 ? slowingDown(steadily, slowing) : steadily;
  }

  private double slowingDown(double steadily, double slowing) {
    double half = spanSeconds() / 2;
    double left = 1 - steadily / half * (1 - slowing) / slowing;
    return left <= 0 ? Double.POSITIVE_INFINITY : half * Math.log(left) / Math.log(slowing);
  }
}

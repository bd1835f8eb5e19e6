package io.reflexarc.decider.incident;

import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.schemas.avro.Evidence;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Whether it is clearly worse after an action than it was when that was decided on. The same number
 * is compared (indicator, unit, threshold, window), over a whole window from after the action, with
 * the worst of those that the decision rests on:
 *
 * <ul>
 *   <li>a share of events: the odds of failing at least doubled, and the bounds of Clopper and
 *       Pearson for both shares apart ("The use of confidence or fiducial limits", Biometrika 26,
 *       1934), each passed with a probability of {@link #BEYOND};
 *   <li>a count: at least doubled, and of all that was counted before and after, the least share
 *       that fell after is over a half, by the same bound;
 *   <li>any other number: at least twice as far beyond the threshold, half as much again, and at
 *       least half as many samples behind it.
 * </ul>
 *
 * What has no samples behind it, such as silence, is never worse.
 */
final class Worsening {

  private static final double AT_LEAST = 2;
  private static final double HALF_AS_MUCH_AGAIN = 1.5;

  private static final double BEYOND = 0.001;

  private Worsening() {}

  /**
   * A reading that is worse than what was decided on.
   *
   * @param reading the reading
   * @param was the number from before the action that it is compared with
   */
  record Found(Reading reading, Evidence was) {

    /** The number from before the action, in words. */
    String before() {
      double value = was.getValue();
      return switch (was.getUnit()) {
        case "ratio" -> Numbers.percent(value);
        case "s" -> Numbers.seconds(value);
        case "bytes" -> Numbers.bytes(value);
        default -> Numbers.decimal(value);
      };
    }
  }

  /**
   * The first of these sick readings that is worse than what was decided on; empty when none is.
   */
  static Optional<Found> of(List<Evidence> before, List<Reading> sick) {
    return sick.stream().flatMap(reading -> worse(before, reading).stream()).findFirst();
  }

  private static Optional<Found> worse(List<Evidence> before, Reading reading) {
    return reading.evidence().stream()
        .filter(Worsening::isWhole)
        .flatMap(is -> thanAll(before.stream().filter(was -> comparable(was, is)).toList(), is))
        .map(was -> new Found(reading, was))
        .findFirst();
  }

  private static Stream<Evidence> thanAll(List<Evidence> before, Evidence is) {
    return before.stream().allMatch(was -> worse(was, is))
        ? before.stream().limit(1)
        : Stream.empty();
  }

  /** Whether it speaks of a whole window: one that an action cut short says too little. */
  private static boolean isWhole(Evidence evidence) {
    return evidence.getFrom() == null
        || evidence.getTo() == null
        || Duration.between(evidence.getFrom(), evidence.getTo()).toMillis()
            >= evidence.getWindowMillis();
  }

  private static boolean comparable(Evidence was, Evidence is) {
    return was.getIndicator().equals(is.getIndicator())
        && was.getUnit().equals(is.getUnit())
        && was.getWindowMillis() == is.getWindowMillis()
        && was.getThreshold() != null
        && Objects.equals(was.getThreshold(), is.getThreshold())
        && was.getSamples() > 0
        && is.getSamples() > 0;
  }

  private static boolean worse(Evidence was, Evidence is) {
    return switch (is.getUnit()) {
      case "ratio" -> share(was, is);
      case "count" -> count(was.getValue(), is.getValue());
      default -> distance(was, is);
    };
  }

  private static boolean share(Evidence was, Evidence is) {
    double atMostBefore = highestShare(was.getValue() * was.getSamples(), was.getSamples());
    double atLeastNow = 1 - highestShare((1 - is.getValue()) * is.getSamples(), is.getSamples());
    return odds(is.getValue()) >= AT_LEAST * odds(was.getValue()) && atLeastNow > atMostBefore;
  }

  /** The share that so many hits of all speak of at most. */
  private static double highestShare(double hits, double all) {
    return hits >= all
        ? 1
        : BetaDistribution.of(hits + 1, all - hits).inverseSurvivalProbability(BEYOND);
  }

  private static double odds(double share) {
    return share / (1 - share);
  }

  private static boolean count(double was, double is) {
    return is >= AT_LEAST * was && 1 - highestShare(was, was + is) > 0.5;
  }

  private static boolean distance(Evidence was, Evidence is) {
    double threshold = is.getThreshold();
    double before = was.getValue() - threshold;
    double now = is.getValue() - threshold;
    boolean sameSide = before * now > 0;
    return sameSide
        && Math.abs(now) >= AT_LEAST * Math.abs(before)
        && Math.abs(is.getValue() - was.getValue())
            >= (HALF_AS_MUCH_AGAIN - 1) * Math.abs(was.getValue())
        && is.getSamples() * 2 >= was.getSamples();
  }
}

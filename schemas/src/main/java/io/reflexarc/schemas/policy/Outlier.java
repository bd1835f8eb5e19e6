package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pod that is worse than its peers, and than it was. Each step is looked at by itself; a score
 * rises with each step in which a pod is abnormal and falls with each other one.
 *
 * @param measure what is compared
 * @param traffic a counter of what a pod is given to do, for which the measure is normalised too;
 *     empty where that is no excuse
 * @param step how long a pod is compared with its peers at one time
 * @param score from this score on it is unhealthy, 2 to {@link #MOST_SCORE}
 * @param history how much of its own past it is compared with
 * @param floor nobody is abnormal who is not above this, in the measure's own unit, not negative
 * @param times how many times what peers and past show it must be, at least 1
 * @param minimumPeers fewer pods besides it are unknown health, at least {@link #FEWEST_PEERS}
 * @param minimumSamples fewer samples of a pod in a step are unknown, at least 1
 */
public record Outlier(
    Measure measure,
    Optional<MetricSelector> traffic,
    Duration step,
    int score,
    Duration history,
    double floor,
    double times,
    long minimumPeers,
    long minimumSamples)
    implements Indicator {

  /** Fewest peers that say anything of a pod. */
  public static final long FEWEST_PEERS = 3;

  /** Highest score that can be asked for. */
  public static final int MOST_SCORE = 20;

  /** Most steps of the past. */
  public static final int MOST_STEPS = 60;

  /** What of a pod is compared. */
  public sealed interface Measure {}

  /**
   * A share of events.
   *
   * @param bad counters of what went wrong
   * @param total counters of everything
   */
  public record Share(MetricSelector bad, MetricSelector total) implements Measure {}

  /**
   * A level.
   *
   * @param metric the gauge
   */
  public record Level(MetricSelector metric) implements Measure {}

  /**
   * A quantile of times.
   *
   * @param metric the histogram
   * @param quantile over 0 and under 1
   */
  public record Slowness(MetricSelector metric, double quantile) implements Measure {}

  /**
   * @throws IllegalArgumentException when a bound makes no sense
   */
  public Outlier {
    Check.window(step);
    Check.window(history);
    Check.that(score >= 2 && score <= MOST_SCORE, "score is not within 2 and " + MOST_SCORE);
    Check.that(
        history.compareTo(step.multipliedBy(score)) > 0
            && history.compareTo(step.multipliedBy(MOST_STEPS)) <= 0,
        "history is not within score and " + MOST_STEPS + " steps");
    Check.that(floor >= 0 && Double.isFinite(floor), "floor is negative");
    Check.that(times >= 1 && Double.isFinite(times), "times is below 1");
    Check.that(minimumPeers >= FEWEST_PEERS, "minimumPeers is below " + FEWEST_PEERS);
    Check.that(minimumSamples >= 1, "minimumSamples is below 1");
    Check.that(!(measure instanceof Share) || traffic.isEmpty(), "a share is of traffic already");
  }

  @Override
  public Per per() {
    return Per.POD;
  }

  /** The steps that it takes to say unhealthy. */
  @Override
  public Duration window() {
    return step.multipliedBy(score);
  }

  @Override
  public Duration memory() {
    return history;
  }

  @Override
  public Set<String> metrics() {
    return Stream.concat(measured(), traffic.stream())
        .map(MetricSelector::metric)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<MetricSelector> measured() {
    if (measure instanceof Share share) {
      return Stream.of(share.bad(), share.total());
    }
    return Stream.of(
        measure instanceof Slowness slowness ? slowness.metric() : ((Level) measure).metric());
  }

  @Override
  public String word() {
    return "outlier";
  }
}

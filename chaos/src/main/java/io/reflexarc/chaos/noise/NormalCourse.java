package io.reflexarc.chaos.noise;

import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;

/** What normal life brings to a workload, besides the hours of the day and its autoscaler. */
enum NormalCourse {
  /** A healthy version is rolled out. */
  RELEASE(3, 900, 900, "is released"),
  /** A pod is gone, and its owner makes another. */
  POD_LOST(3, 180, 180, "a pod is lost"),
  /** Errors within the objective, for some minutes. */
  MORE_ERRORS(2, 240, 480, "six to nine of a thousand requests fail"),
  /** Errors far above it, briefly. */
  ERROR_BLIP(2, 60, 150, "two to four of a hundred requests fail for a moment"),
  /** Requests take twice as long, briefly. */
  SLOW_BLIP(2, 90, 240, "requests take twice as long for a moment"),
  /** Twice the traffic. */
  BURST(2, 600, 1200, "twice the traffic");

  /** None lasts longer. */
  static final Duration LONGEST = Duration.ofMinutes(20);

  private static final int WEIGHTS = 14;

  private final int weight;
  private final int shortest;
  private final int longest;
  private final String says;

  NormalCourse(int weight, int shortest, int longest, String says) {
    this.weight = weight;
    this.shortest = shortest;
    this.longest = longest;
    this.says = says;
  }

  /** One of them. */
  static NormalCourse draw(SplittableRandom chance) {
    int drawn = chance.nextInt(WEIGHTS);
    for (NormalCourse course : values()) {
      drawn -= course.weight;
      if (drawn < 0) {
        return course;
      }
    }
    throw new IllegalStateException("the weights do not add up to " + WEIGHTS);
  }

  /** In the name of a file. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is, for a reader. */
  String says() {
    return says;
  }

  /** How long it lasts at least, in seconds. */
  int shortest() {
    return shortest;
  }

  /** How long it lasts at most, in seconds. */
  int longest() {
    return longest;
  }

  /** How long the workload is busy with it at least. */
  Duration atLeast() {
    return Duration.ofSeconds(shortest);
  }

  /** The behaviour file of a workload while it lasts. */
  String behaviour(Workload workload, String version, Ways ways, SplittableRandom chance) {
    return switch (this) {
      case MORE_ERRORS ->
          Manifests.behaviour(
              workload, 1, version, ways.withErrors(chance.nextDouble(0.006, 0.009)));
      case ERROR_BLIP ->
          Manifests.behaviour(workload, 1, version, ways.withErrors(chance.nextDouble(0.02, 0.04)));
      case SLOW_BLIP -> Manifests.behaviour(workload, 1, version, ways.withMedian(150));
      case BURST -> Manifests.behaviour(workload, 2, version, ways);
      case RELEASE, POD_LOST -> throw new IllegalStateException(this + " changes no behaviour");
    };
  }
}

package io.reflexarc.bench.comparison;

import java.util.SplittableRandom;

/**
 * Two versions that run side by side.
 *
 * @param name how the figure is called
 * @param requests a second of the suspect, at least 1
 * @param rate of the suspect's requests that fail, 0 to 1
 * @param otherRequests a second of the other, at least 1
 * @param otherRate of the other's requests that fail, 0 to 1
 * @param outageRate of both in every seventh and eighth minute; negative where there is none
 * @param burst so many fail together
 */
record Traffic(
    String name,
    int requests,
    double rate,
    int otherRequests,
    double otherRate,
    double outageRate,
    int burst) {

  private static final int SECONDS = 3_600;
  private static final int OUTAGE_EVERY = 480;
  private static final int OUTAGE_FROM = 360;

  /** Versions that are alike. */
  static Traffic alike(String name, int requests, int otherRequests, double rate) {
    return new Traffic(name, requests, rate, otherRequests, rate, -1, 1);
  }

  /** As many requests of each. */
  static Traffic unlike(String name, int requests, double rate, double otherRate) {
    return new Traffic(name, requests, rate, requests, otherRate, -1, 1);
  }

  /** The same, while what both need comes and goes. */
  Traffic withOutages(double outage) {
    return new Traffic(name, requests, rate, otherRequests, otherRate, outage, burst);
  }

  /** The same in the mean, but so many fail together. */
  Traffic inBursts(int size) {
    return new Traffic(name, requests, rate, otherRequests, otherRate, outageRate, size);
  }

  /** An hour of it. */
  Hour hour(SplittableRandom random) {
    return new Hour(
        failures(requests, rate, random),
        requests,
        failures(otherRequests, otherRate, random),
        otherRequests);
  }

  private int[] failures(int perSecond, double usual, SplittableRandom random) {
    Failures often = new Failures(perSecond / burst, usual);
    Failures outage = outageRate < 0 ? often : new Failures(perSecond / burst, outageRate);
    int[] failures = new int[SECONDS];
    for (int second = 0; second < SECONDS; second++) {
      boolean out = second % OUTAGE_EVERY >= OUTAGE_FROM;
      failures[second] = burst * (out ? outage : often).draw(random);
    }
    return failures;
  }
}

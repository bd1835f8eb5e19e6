package io.reflexarc.bench.comparison;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** How many of a second's requests fail, drawn by inversion. */
final class Failures {

  private final double[] upTo;

  Failures(int requests, double rate) {
    BinomialDistribution chance = BinomialDistribution.of(requests, rate);
    this.upTo =
        IntStream.rangeClosed(0, requests).mapToDouble(chance::cumulativeProbability).toArray();
  }

  int draw(SplittableRandom random) {
    double chance = random.nextDouble();
    int failures = 0;
    while (failures < upTo.length - 1 && chance >= upTo[failures]) {
      failures++;
    }
    return failures;
  }
}

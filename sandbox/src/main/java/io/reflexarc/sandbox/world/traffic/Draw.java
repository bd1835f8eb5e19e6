package io.reflexarc.sandbox.world.traffic;

import java.util.SplittableRandom;

/** Random counts from a seed: exact for small numbers, by normal approximation for large ones. */
final class Draw {
  private static final int EXACT = 30;
  private final SplittableRandom random;

  Draw(long seed) {
    random = new SplittableRandom(seed);
  }

  /** How many of a process with this mean happen: Poisson. */
  long poisson(double mean) {
    if (mean <= 0) {
      return 0;
    } else if (mean > EXACT) {
      return Math.max(0, Math.round(random.nextGaussian(mean, Math.sqrt(mean))));
    }
    double limit = Math.exp(-mean);
    long count = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** How many of {@code n} succeed when each does with probability {@code p}: binomial. */
  long binomial(long n, double p) {
    if (n <= 0 || p <= 0) {
      return 0;
    } else if (p >= 1) {
      return n;
    } else if (p > 0.5) {
      return n - binomial(n, 1 - p);
    } else if (n <= EXACT) {
      return coins(n, p);
    }
    double mean = n * p;
    if (mean < EXACT) {
      return Math.min(n, poisson(mean));
    }
    long approximate = Math.round(random.nextGaussian(mean, Math.sqrt(mean * (1 - p))));
    return Math.min(n, Math.max(0, approximate));
  }

  private long coins(long n, double p) {
    long count = 0;
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() < p) {
        count++;
      }
    }
    return count;
  }

  /** A factor near 1 with this spread. */
  double around1(double spread) {
    return Math.max(0, random.nextGaussian(1, spread));
  }
}

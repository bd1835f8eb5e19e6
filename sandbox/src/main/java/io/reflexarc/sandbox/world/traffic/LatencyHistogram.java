package io.reflexarc.sandbox.world.traffic;

/** Request times in the classic Prometheus buckets. */
final class LatencyHistogram {
  static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private final long[] counts = new long[BOUNDS.length + 1];
  private final double[] within = new double[BOUNDS.length];
  private double medianOfWithin;
  private double sigmaOfWithin;
  private double sumSeconds;

  /** Adds {@code n} requests of a log-normal distribution. */
  void add(long n, double medianSeconds, double sigma, Draw draw) {
    if (n == 0) {
      return;
    }
    prepare(medianSeconds, sigma);
    long left = n;
    for (int i = 0; i < BOUNDS.length && left > 0; i++) {
      long hits = draw.binomial(left, within[i]);
      counts[i] += hits;
      left -= hits;
    }
    counts[BOUNDS.length] += left;
    double mean = medianSeconds * Math.exp(sigma * sigma / 2);
    sumSeconds += n * mean * draw.around1(0.1 / Math.sqrt((double) n));
  }

  /** Shares of those above a bound that lie within the next; computed anew when they change. */
  private void prepare(double medianSeconds, double sigma) {
    if (medianSeconds == medianOfWithin && sigma == sigmaOfWithin) {
      return;
    }
    medianOfWithin = medianSeconds;
    sigmaOfWithin = sigma;
    double below = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      double upTo = share(BOUNDS[i], medianSeconds, sigma);
      within[i] = below >= 1 ? 1 : (upTo - below) / (1 - below);
      below = upTo;
    }
  }

  /** How many requests took at most the bound with this index, or any time at all. */
  long cumulative(int bound) {
    long sum = 0;
    for (int i = 0; i <= bound; i++) {
      sum += counts[i];
    }
    return sum;
  }

  long count() {
    return cumulative(BOUNDS.length);
  }

  double sumSeconds() {
    return sumSeconds;
  }

  private static double share(double bound, double median, double sigma) {
    return normal(Math.log(bound / median) / sigma);
  }

  /** Standard normal distribution function, Zelen and Severo 26.2.17, error below 7.5e-8. */
  static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double poly =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * poly;
    return x >= 0 ? 1 - tail : tail;
  }
}

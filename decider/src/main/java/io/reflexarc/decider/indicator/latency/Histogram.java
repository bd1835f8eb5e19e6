package io.reflexarc.decider.indicator.latency;

import io.reflexarc.decider.indicator.ratio.Counts;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Observations of a window by the upper bounds of their buckets, cumulative. Histograms of several
 * pods are merged by adding their buckets.
 */
public final class Histogram {

  private final TreeMap<Double, Double> cumulative = new TreeMap<>();

  /** Adds what a bucket counted, itself and all below it. */
  public void add(double upperBound, double count) {
    cumulative.merge(upperBound, count, Double::sum);
  }

  /** How many observations there were. */
  public double count() {
    Map.Entry<Double, Double> last = cumulative.lastEntry();
    return last == null || !last.getKey().isInfinite() ? 0 : monotonic().lastEntry().getValue();
  }

  /** A bucket never counts fewer than one below it; where scrapes were torn, it is raised. */
  private NavigableMap<Double, Double> monotonic() {
    TreeMap<Double, Double> raised = new TreeMap<>();
    double highest = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      highest = Math.max(highest, bucket.getValue());
      raised.put(bucket.getKey(), highest);
    }
    return raised;
  }

  /**
   * A quantile, as Prometheus' {@code histogram_quantile} of classic histograms: in the bucket into
   * which the rank {@code q · n} falls observations are taken to be spread evenly, the lowest
   * bucket begins at 0 unless its bound is not above 0. Where the rank falls beyond the highest
   * finite bound, that bound is the answer, and {@link Quantile#beyond} says so.
   *
   * @param q over 0 and under 1
   * @throws IllegalStateException when there are no observations or no finite bucket
   */
  public Quantile quantile(double q) {
    NavigableMap<Double, Double> buckets = monotonic();
    if (!isUsable()) {
      throw new IllegalStateException("no quantile of nothing");
    }
    double rank = q * buckets.lastEntry().getValue();
    double start = 0;
    double below = 0;
    for (Map.Entry<Double, Double> bucket : buckets.entrySet()) {
      double bound = bucket.getKey();
      if (Double.isInfinite(bound)) {
        return new Quantile(start, true);
      }
      if (bucket.getValue() >= rank) {
        boolean lowest = bound == buckets.firstKey();
        double inside = bucket.getValue() - below;
        return lowest && bound <= 0 || inside <= 0
            ? new Quantile(bound, false)
            : new Quantile(start + (bound - start) * ((rank - below) / inside), false);
      }
      start = bound;
      below = bucket.getValue();
    }
    return new Quantile(start, true);
  }

  /**
   * The finite bound from which on observations are slow: the highest one that is not above a
   * limit, else the lowest; empty when there is none.
   */
  public OptionalDouble slowFrom(double limit) {
    Double bound = cumulative.floorKey(limit);
    Double found = bound == null && !cumulative.isEmpty() ? cumulative.firstKey() : bound;
    return found == null || found.isInfinite() ? OptionalDouble.empty() : OptionalDouble.of(found);
  }

  /** How many of its observations took longer than one of its bounds. */
  public Counts slow(double bound) {
    Double upTo = monotonic().get(bound);
    return new Counts(count() - (upTo == null ? 0 : upTo), count());
  }

  /** Whether it has a bucket that ends there. */
  public boolean has(double bound) {
    return cumulative.containsKey(bound);
  }

  /** Whether it has observations, and a bucket besides the one of all. */
  public boolean isUsable() {
    return cumulative.size() >= 2 && count() > 0;
  }

  /**
   * A quantile.
   *
   * @param value an estimate within its bucket, or the highest finite bound
   * @param beyond whether it is more than {@code value}, nobody knows how much
   */
  public record Quantile(double value, boolean beyond) {}
}

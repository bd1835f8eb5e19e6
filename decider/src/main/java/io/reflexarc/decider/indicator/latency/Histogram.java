package io.reflexarc.decider.indicator.latency;

import io.reflexarc.decider.indicator.ratio.Counts;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Observations of a window by the upper bounds of their buckets, cumulative. Histograms of several
 * pods are merged by adding their buckets.
 */
public final class Histogram {

  private static final int FIRST_ROOM = 16;
  private static final double[] NONE = {};

  private double[] bounds = new double[FIRST_ROOM];
  private double[] cumulative = new double[FIRST_ROOM];
  private double[] raised = NONE;
  private int size;
  private int next;

  /**
   * Adds what a bucket counted, itself and all below it. Buckets that come in the order of their
   * bounds need not be looked for.
   */
  public void add(double upperBound, double count) {
    boolean inOrder = next < size && Double.compare(bounds[next], upperBound) == 0;
    int place = inOrder ? next : place(upperBound);
    cumulative[place] += count;
    next = place + 1;
    raised = NONE;
  }

  /** Where a bucket is, made where there is none. */
  private int place(double upperBound) {
    int found = find(upperBound);
    if (found >= 0) {
      return found;
    }
    int place = -found - 1;
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
      cumulative = Arrays.copyOf(cumulative, 2 * size);
    }
    System.arraycopy(bounds, place, bounds, place + 1, size - place);
    System.arraycopy(cumulative, place, cumulative, place + 1, size - place);
    bounds[place] = upperBound;
    cumulative[place] = 0;
    size++;
    return place;
  }

  private int find(double bound) {
    return Arrays.binarySearch(bounds, 0, size, bound);
  }

  /** How many observations there were. */
  public double count() {
    return size == 0 || !Double.isInfinite(bounds[size - 1]) ? 0 : monotonic()[size - 1];
  }

  /** A bucket never counts fewer than one below it; where scrapes were torn, it is raised. */
  private double[] monotonic() {
    if (raised.length == 0) {
      raised = Arrays.copyOf(cumulative, size);
      double highest = 0;
      for (int i = 0; i < size; i++) {
        highest = Math.max(highest, raised[i]);
        raised[i] = highest;
      }
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
    if (!isUsable()) {
      throw new IllegalStateException("no quantile of nothing");
    }
    double[] upTo = monotonic();
    double rank = q * upTo[size - 1];
    double start = 0;
    double below = 0;
    for (int i = 0; i < size; i++) {
      double bound = bounds[i];
      if (Double.isInfinite(bound)) {
        return new Quantile(start, true);
      }
      if (upTo[i] >= rank) {
        double inside = upTo[i] - below;
        return i == 0 && bound <= 0 || inside <= 0
            ? new Quantile(bound, false)
            : new Quantile(start + (bound - start) * ((rank - below) / inside), false);
      }
      start = bound;
      below = upTo[i];
    }
    return new Quantile(start, true);
  }

  /**
   * The finite bound from which on observations are slow: the highest one that is not above a
   * limit, else the lowest; empty when there is none.
   */
  public OptionalDouble slowFrom(double limit) {
    int found = find(limit);
    int place = found >= 0 ? found : Math.max(0, -found - 2);
    return place >= size || Double.isInfinite(bounds[place])
        ? OptionalDouble.empty()
        : OptionalDouble.of(bounds[place]);
  }

  /** How many of its observations took longer than one of its bounds. */
  public Counts slow(double bound) {
    double upTo = has(bound) ? monotonic()[find(bound)] : 0;
    return new Counts(count() - upTo, count());
  }

  /** Whether it has a bucket that ends there. */
  public boolean has(double bound) {
    return find(bound) >= 0;
  }

  /** Whether it has observations, and a bucket besides the one of all. */
  public boolean isUsable() {
    return size >= 2 && count() > 0;
  }

  /**
   * A quantile.
   *
   * @param value an estimate within its bucket, or the highest finite bound
   * @param beyond whether it is more than {@code value}, nobody knows how much
   */
  public record Quantile(double value, boolean beyond) {}
}

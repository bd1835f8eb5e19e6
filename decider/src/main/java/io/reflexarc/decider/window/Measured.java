package io.reflexarc.decider.window;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What was measured of one subject. */
public sealed interface Measured {

  /** The instances it was measured in. */
  List<Instance> instances();

  /** Its series of a key, one of each instance that has it; none where only sums are known. */
  List<Series> series(SeriesKey key);

  /** What its counters rose by in a window. */
  double sum(SeriesKey key, Span span);

  /** What its counters rose by in each pane of some strata. */
  double[] sums(SeriesKey key, Strata strata);

  /** All that was measured in these instances. */
  static Measured in(Collection<Instance> instances) {
    return new Cut(List.copyOf(instances), key -> key);
  }

  /** What was measured in these instances of one value of a label. */
  static Measured in(Collection<Instance> instances, String label, String value) {
    return new Cut(List.copyOf(instances), key -> key.value(label, value));
  }

  /** All of it but these parts of it. */
  default Measured without(List<Measured> parts) {
    return new Rest(this, parts);
  }

  /**
   * Hands out what each bucket of a histogram counted in a window, of one instance after the other,
   * the lowest bound first.
   */
  default void visit(SeriesKey histogram, Span span, BucketVisitor visitor) {
    Reach reach = span.reach(histogram.paneMillis());
    for (Instance instance : instances()) {
      for (Series bucket : instance.buckets(histogram)) {
        visitor.see(bucket.upperBound(), bucket.sum(reach));
      }
    }
  }

  /** Looks at the buckets of a histogram. */
  @FunctionalInterface
  interface BucketVisitor {

    /** One bucket: itself and all below it. */
    void see(double upperBound, double count);
  }

  /** Of some instances some series. What was found is remembered: instances must keep theirs. */
  final class Cut implements Measured {

    private final List<Instance> instances;
    private final UnaryOperator<SeriesKey> cut;
    private final Map<SeriesKey, List<Series>> found = new HashMap<>();

    /**
     * @param cut from the series of all to the series that is meant
     */
    private Cut(List<Instance> instances, UnaryOperator<SeriesKey> cut) {
      this.instances = instances;
      this.cut = cut;
    }

    @Override
    public List<Instance> instances() {
      return instances;
    }

    @Override
    public List<Series> series(SeriesKey key) {
      List<Series> known = found.get(key);
      if (known == null) {
        known = find(cut.apply(key));
        found.put(key, known);
      }
      return known;
    }

    private List<Series> find(SeriesKey key) {
      List<Series> series = new ArrayList<>();
      for (Instance instance : instances) {
        Series its = instance.series(key);
        if (its != null) {
          series.add(its);
        }
      }
      return List.copyOf(series);
    }

    @Override
    public double sum(SeriesKey key, Span span) {
      Reach reach = span.reach(key.paneMillis());
      double sum = 0;
      for (Series series : series(key)) {
        sum += series.sum(reach);
      }
      return sum;
    }

    @Override
    public double[] sums(SeriesKey key, Strata strata) {
      double[] sums = new double[strata.allPanes()];
      series(key).forEach(series -> series.addTo(sums, strata));
      return sums;
    }
  }

  /**
   * What is left of a whole. A part that was not yet measured by itself is in it.
   *
   * @param whole the whole
   * @param parts what is taken away
   */
  record Rest(Measured whole, List<Measured> parts) implements Measured {

    @Override
    public List<Instance> instances() {
      return whole.instances();
    }

    @Override
    public List<Series> series(SeriesKey key) {
      return List.of();
    }

    @Override
    public double sum(SeriesKey key, Span span) {
      double taken = 0;
      for (Measured part : parts) {
        taken += part.sum(key, span);
      }
      return Math.max(0, whole.sum(key, span) - taken);
    }

    @Override
    public double[] sums(SeriesKey key, Strata strata) {
      double[] left = whole.sums(key, strata);
      for (Measured part : parts) {
        double[] taken = part.sums(key, strata);
        for (int i = 0; i < left.length; i++) {
          left[i] = Math.max(0, left[i] - taken[i]);
        }
      }
      return left;
    }
  }
}

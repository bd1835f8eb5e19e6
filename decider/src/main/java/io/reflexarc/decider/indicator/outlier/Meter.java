package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.latency.Histogram;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.SeriesKey.Use;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.MetricSelector;
import io.reflexarc.schemas.policy.Outlier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a pod showed in each step. A step is one pane. */
final class Meter {

  private final Outlier outlier;
  private final long stepMillis;
  private final Optional<Watch> traffic;

  Meter(Outlier outlier) {
    this.outlier = outlier;
    this.stepMillis = outlier.step().toMillis();
    this.traffic = outlier.traffic().map(it -> watch(Use.RATE, it));
  }

  private Watch watch(Use use, MetricSelector selector) {
    return Watch.inPanes(use, selector, stepMillis);
  }

  List<Watch> watches() {
    List<Watch> watches = new ArrayList<>(traffic.stream().toList());
    if (outlier.measure() instanceof Outlier.Share share) {
      watches.add(watch(Use.RATE, share.bad()));
      watches.add(watch(Use.RATE, share.total()));
    } else if (outlier.measure() instanceof Outlier.Level level) {
      watches.add(watch(Use.LEVEL, level.metric()));
    } else if (outlier.measure() instanceof Outlier.Slowness slowness) {
      watches.add(watch(Use.BUCKETS, slowness.metric()));
    }
    return watches;
  }

  /** Number of a step to what was shown in it; only steps that are over, with enough samples. */
  SortedMap<Long, Shown> steps(Measured measured, Span span) {
    TreeMap<Long, Shown> steps = new TreeMap<>();
    if (outlier.measure() instanceof Outlier.Share share) {
      shares(measured, share, span, steps);
    } else if (outlier.measure() instanceof Outlier.Level level) {
      levels(measured, level, span, steps);
    } else if (outlier.measure() instanceof Outlier.Slowness slowness) {
      times(measured, slowness, span, steps);
    }
    steps.tailMap(Math.floorDiv(span.endMillis(), stepMillis)).clear();
    steps.values().removeIf(shown -> shown.samples() < outlier.minimumSamples());
    return steps;
  }

  private void shares(Measured measured, Outlier.Share share, Span span, Map<Long, Shown> steps) {
    Map<Long, Double> bad = sums(measured.series(watch(Use.RATE, share.bad()).key()), span);
    Map<Long, Double> total = sums(measured.series(watch(Use.RATE, share.total()).key()), span);
    total.forEach(
        (step, all) -> {
          Counts counts = new Counts(bad.getOrDefault(step, 0.0), all);
          steps.put(
              step, new Shown(counts.ratio(), all, OptionalDouble.empty(), Optional.of(counts)));
        });
  }

  private void levels(Measured measured, Outlier.Level level, Span span, Map<Long, Shown> steps) {
    Map<Long, Double> sums = new TreeMap<>();
    Map<Long, Double> counts = new TreeMap<>();
    for (Series series : measured.series(watch(Use.LEVEL, level.metric()).key())) {
      for (Pane pane : series.within(span)) {
        sums.merge(pane.index(), pane.sum(), Double::sum);
        counts.merge(pane.index(), (double) pane.count(), Double::sum);
      }
    }
    Map<Long, Double> given = traffic(measured, span);
    sums.forEach(
        (step, sum) -> {
          double samples = counts.getOrDefault(step, 1.0);
          steps.put(step, shown(sum / samples, samples, step, given));
        });
  }

  private void times(
      Measured measured, Outlier.Slowness slowness, Span span, Map<Long, Shown> steps) {
    SeriesKey key = watch(Use.BUCKETS, slowness.metric()).key();
    Map<Long, Histogram> histograms = new TreeMap<>();
    for (Instance instance : measured.instances()) {
      for (Series bucket : instance.buckets(key)) {
        for (Pane pane : bucket.within(span)) {
          histograms
              .computeIfAbsent(pane.index(), absent -> new Histogram())
              .add(bucket.upperBound(), pane.sum());
        }
      }
    }
    Map<Long, Double> given = traffic(measured, span);
    histograms.forEach(
        (step, histogram) -> {
          if (histogram.isUsable()) {
            double value = histogram.quantile(slowness.quantile()).value();
            steps.put(step, shown(value, histogram.count(), step, given));
          }
        });
  }

  private Shown shown(double value, double samples, long step, Map<Long, Double> given) {
    OptionalDouble perTraffic =
        traffic.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(
                value == 0 ? 0 : value / Math.max(0, given.getOrDefault(step, 0.0)));
    return new Shown(value, samples, perTraffic, Optional.empty());
  }

  private Map<Long, Double> traffic(Measured measured, Span span) {
    return traffic.map(it -> sums(measured.series(it.key()), span)).orElse(Map.of());
  }

  private static Map<Long, Double> sums(List<Series> all, Span span) {
    Map<Long, Double> sums = new TreeMap<>();
    for (Series series : all) {
      series.within(span).forEach(pane -> sums.merge(pane.index(), pane.sum(), Double::sum));
    }
    return sums;
  }
}

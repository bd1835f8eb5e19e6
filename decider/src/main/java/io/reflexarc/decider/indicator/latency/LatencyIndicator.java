package io.reflexarc.decider.indicator.latency;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.Histogram.Quantile;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Latency;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/**
 * A quantile of a classic histogram over a window: PromQL's {@code histogram_quantile(q, sum by
 * (le) (increase(m_bucket[w])))}, see {@link Histogram#quantile}; without its extrapolation.
 *
 * <p>Unhealthy above {@code unhealthyAbove}, clear below {@code healthyBelow}. Unknown below {@code
 * minimumSamples} observations, and where the quantile lies beyond the highest finite bucket while
 * that is not above the limit: then nobody knows on which side of it.
 */
public final class LatencyIndicator {

  private final Latency latency;
  private final Watch watch;

  /** The indicator that a policy asks for. */
  public LatencyIndicator(Latency latency) {
    this.latency = latency;
    this.watch = Watch.of(SeriesKey.Use.BUCKETS, latency.metric(), latency.window().toMillis());
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return List.of(watch);
  }

  /** Whether an instance exposes what it needs. */
  public boolean measures(Instance instance) {
    return instance.series().stream().anyMatch(series -> series.key().isBucketOf(watch.key()));
  }

  /** What these instances observed in a window. */
  public Histogram histogram(Collection<Instance> instances, Span span) {
    Histogram histogram = new Histogram();
    for (Instance instance : instances) {
      for (Series series : instance.series()) {
        if (series.key().isBucketOf(watch.key())) {
          histogram.add(series.key().upperBound(), series.sum(span));
        }
      }
    }
    return histogram;
  }

  /** Judges the workload, one version or one pod. */
  public Reading read(Subject subject, Histogram histogram, Span span) {
    double count = histogram.count();
    if (count < latency.minimumSamples() || !histogram.isUsable()) {
      return Reading.unknown(
          subject,
          List.of(),
          () ->
              "only "
                  + Numbers.count(count)
                  + " of "
                  + Numbers.count(latency.minimumSamples())
                  + " observations of "
                  + subject.who()
                  + " in "
                  + Numbers.duration(latency.window().toMillis()));
    }
    Quantile quantile = histogram.quantile(latency.quantile());
    double limit = latency.unhealthyAbove().toMillis() / 1e3;
    boolean above = quantile.value() > limit || (quantile.beyond() && quantile.value() >= limit);
    List<Evidence> evidence = List.of(evidence(subject, quantile, count, span));
    Supplier<String> says = () -> says(subject, quantile, count);
    if (quantile.beyond() && !above) {
      return Reading.unknown(
          subject, evidence, () -> says.get() + ", which no bucket tells from the limit");
    }
    boolean clear = !above && quantile.value() < latency.healthyBelow().toMillis() / 1e3;
    return new Reading(
        subject,
        above ? Health.UNHEALTHY : Health.HEALTHY,
        clear,
        Comparison.NOT_MADE,
        evidence,
        () -> says.get() + (above ? ", above " : ", not above ") + Numbers.seconds(limit));
  }

  private String says(Subject subject, Quantile quantile, double count) {
    return Numbers.percent(latency.quantile())
        + " of "
        + Numbers.count(count)
        + " observations of "
        + subject.who()
        + " in "
        + Numbers.duration(latency.window().toMillis())
        + " took "
        + (quantile.beyond() ? "more than " : "at most ")
        + Numbers.seconds(quantile.value());
  }

  private Evidence evidence(Subject subject, Quantile quantile, double count, Span span) {
    return subject
        .evidence(latency.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(quantile.value())
        .setUnit("s")
        .setThreshold(latency.unhealthyAbove().toMillis() / 1e3)
        .setSamples(Math.round(count))
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}

package io.reflexarc.decider.indicator.latency;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.Histogram.Quantile;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.versus.Finding;
import io.reflexarc.decider.indicator.versus.SequentialTest;
import io.reflexarc.decider.indicator.versus.Tally;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Strata;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Latency;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A quantile of a classic histogram over a window: PromQL's {@code histogram_quantile(q, sum by
 * (le) (increase(m_bucket[w])))}, see {@link Histogram#quantile}; without its extrapolation.
 *
 * <p>Unhealthy above {@code unhealthyAbove}, clear below {@code healthyBelow}. Unknown below {@code
 * minimumSamples} observations, and where the quantile lies beyond the highest finite bucket while
 * that is not above the limit: then nobody knows on which side of it.
 *
 * <p>With {@code versus} an unhealthy version is also compared with the last known good one: {@link
 * SequentialTest} of the share that took longer than the limit, in both. That is exact whatever the
 * distribution, while a mean's variance cannot be told from buckets. The bound of a bucket stands
 * for the limit, the highest one not above it.
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

  /** Whether what it needs was measured. */
  public boolean measures(Measured measured) {
    for (Instance instance : measured.instances()) {
      if (measures(instance)) {
        return true;
      }
    }
    return false;
  }

  private boolean measures(Instance instance) {
    return !instance.buckets(watch.key()).isEmpty();
  }

  /** What was observed in a window. */
  public Histogram histogram(Measured measured, Span span) {
    Histogram histogram = new Histogram();
    measured.visit(watch.key(), span, histogram::add);
    return histogram;
  }

  /** Whether so many observations are enough to judge by. */
  public boolean enough(Histogram histogram) {
    return histogram.count() >= latency.minimumSamples() && histogram.isUsable();
  }

  /** From where on observations are slow, seconds; empty when no bucket tells. */
  public OptionalDouble slowFrom(Histogram histogram) {
    return histogram.slowFrom(limit());
  }

  private double limit() {
    return latency.unhealthyAbove().toMillis() / 1e3;
  }

  /** What is counted when observations that took longer than a bound are, as a name. */
  public String measure(double bound) {
    return watch.key().selector() + " > " + bound;
  }

  /** Compares versions that run side by side, by how many observations took longer than a bound. */
  public Finding beside(Measured suspect, Measured other, double bound, Span span) {
    Strata strata = Strata.until(span, watch.key().paneMillis());
    return SequentialTest.beside(
        tally(suspect, bound, strata), tally(other, bound, strata), strata.millis());
  }

  /** Compares a version with what another one was when it was proven. */
  public Finding before(Measured suspect, Counts proven, double bound, Span span) {
    Strata strata = Strata.until(span, watch.key().paneMillis());
    return SequentialTest.before(
        tally(suspect, bound, strata), proven.bad(), proven.total(), strata.millis());
  }

  private Tally tally(Measured measured, double bound, Strata strata) {
    double[] fast = new double[strata.allPanes()];
    double[] all = new double[strata.allPanes()];
    for (Instance instance : measured.instances()) {
      Series upToBound = instance.series(watch.key().bucket(bound));
      Series whole = instance.series(watch.key().bucket(Double.POSITIVE_INFINITY));
      if (upToBound != null && whole != null) {
        upToBound.addTo(fast, strata);
        whole.addTo(all, strata);
      }
    }
    double[] slow = new double[strata.allPanes()];
    Arrays.setAll(slow, pane -> Math.max(0, all[pane] - fast[pane]));
    return new Tally(slow, all, strata.panes());
  }

  /**
   * Judges one subject.
   *
   * @param other finds what to compare it with, when it is unhealthy
   */
  public Reading read(
      Subject subject, Histogram histogram, Span span, Supplier<Optional<Slower>> other) {
    double count = histogram.count();
    if (!enough(histogram)) {
      return Reading.unknown(subject, () -> tooFew(subject, count));
    }
    Quantile quantile = histogram.quantile(latency.quantile());
    boolean above =
        quantile.value() > limit() || (quantile.beyond() && quantile.value() >= limit());
    Supplier<Evidence> evidence = () -> evidence(subject, quantile, count, span);
    Supplier<String> says = () -> says(subject, quantile, count);
    if (above) {
      return unhealthy(subject, evidence, () -> says.get() + ", above " + limitSays(), span, other);
    }
    if (quantile.beyond()) {
      return Reading.unknown(
          subject,
          () -> List.of(evidence.get()),
          () -> says.get() + ", which no bucket tells from the limit");
    }
    boolean clear = quantile.value() < latency.healthyBelow().toMillis() / 1e3;
    return new Reading(
        subject,
        Health.HEALTHY,
        clear,
        Comparison.NOT_MADE,
        () -> List.of(evidence.get()),
        () -> says.get() + ", not above " + limitSays());
  }

  private Reading unhealthy(
      Subject subject,
      Supplier<Evidence> evidence,
      Supplier<String> says,
      Span span,
      Supplier<Optional<Slower>> other) {
    if (latency.versus().isEmpty()) {
      return unhealthy(subject, Comparison.NOT_MADE, () -> List.of(evidence.get()), says);
    }
    Optional<Slower> slower = other.get();
    return slower
        .map(
            found ->
                unhealthy(
                    subject,
                    found.finding().comparison(),
                    () -> List.of(evidence.get(), evidence(subject, found, span)),
                    () -> says.get() + "; " + found.says()))
        .orElseGet(
            () ->
                unhealthy(
                    subject,
                    Comparison.NO_BASELINE,
                    () -> List.of(evidence.get()),
                    () -> says.get() + "; no other version to compare with"));
  }

  private static Reading unhealthy(
      Subject subject,
      Comparison comparison,
      Supplier<List<Evidence>> numbers,
      Supplier<String> says) {
    return new Reading(subject, Health.UNHEALTHY, false, comparison, numbers, says);
  }

  private String limitSays() {
    return Numbers.seconds(limit());
  }

  private String tooFew(Subject subject, double count) {
    return "only "
        + Numbers.count(count)
        + " of "
        + Numbers.count(latency.minimumSamples())
        + " observations of "
        + subject.who()
        + " in "
        + Numbers.duration(latency.window().toMillis());
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
    return numbers(subject, span)
        .setValue(quantile.value())
        .setUnit("s")
        .setThreshold(limit())
        .setSamples(Math.round(count))
        .build();
  }

  private Evidence evidence(Subject subject, Slower slower, Span span) {
    return numbers(subject, span)
        .setValue(slower.suspect().ratio())
        .setUnit("ratio")
        .setBaseline(slower.other().ratio())
        .setBaselineVersion(slower.version())
        .setPValue(slower.finding().pValue())
        .setSamples(Math.round(slower.suspect().total()))
        .build();
  }

  private Evidence.Builder numbers(Subject subject, Span span) {
    return subject
        .evidence(latency.word())
        .setWindowMillis(span.lengthMillis())
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()));
  }
}

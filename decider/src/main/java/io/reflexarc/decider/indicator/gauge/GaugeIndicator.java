package io.reflexarc.decider.indicator.gauge;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.PaneVisitor;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Gauge;
import io.reflexarc.schemas.policy.Gauge.Threshold;
import io.reflexarc.schemas.policy.Per;
import java.time.Instant;
import java.util.List;

/**
 * A level over a window against two bounds: PromQL's {@code avg_over_time}, {@code max_over_time},
 * {@code min_over_time} and {@code last_over_time}, of several pods over the samples of all of them
 * (the youngest: the mean of each pod's). Hysteresis as in a Schmitt trigger: unhealthy beyond the
 * one bound, clear at the other, and in between neither.
 *
 * <p>Unknown below {@code minimumSamples} samples. A container that restarts begins anew.
 */
public final class GaugeIndicator {

  private final Gauge gauge;
  private final Watch watch;

  /** The indicator that a policy asks for. */
  public GaugeIndicator(Gauge gauge) {
    this.gauge = gauge;
    this.watch = Watch.of(use(gauge.take()), gauge.metric(), gauge.window().toMillis());
  }

  private static SeriesKey.Use use(Gauge.Take take) {
    return switch (take) {
      case AVG, LAST -> SeriesKey.Use.LEVEL;
      case MAX -> SeriesKey.Use.HIGHEST;
      case MIN -> SeriesKey.Use.LOWEST;
    };
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return gauge.per().by() == Per.By.LABEL
        ? List.of(watch, watch.by(gauge.per().label()))
        : List.of(watch);
  }

  /** The series that it reads. */
  public SeriesKey level() {
    return watch.key();
  }

  /** Whether what it needs was measured. */
  public boolean measures(Measured measured) {
    return !measured.series(watch.key()).isEmpty();
  }

  /** What was said in a window. */
  public Level level(Measured measured, Span span) {
    Tally tally = new Tally();
    for (Series series : measured.series(watch.key())) {
      tally.add(series, span);
    }
    return tally.level(gauge.take());
  }

  /** What the panes of several instances add up to; an extreme is kept where others keep a sum. */
  private static final class Tally implements PaneVisitor {

    private double sum;
    private double highest = Double.NEGATIVE_INFINITY;
    private double lowest = Double.POSITIVE_INFINITY;
    private double last;
    private double youngest;
    private long samples;
    private int instances;

    void add(Series series, Span span) {
      long before = samples;
      series.visit(span, this);
      if (samples > before) {
        instances++;
        last += youngest;
      }
    }

    @Override
    public void see(double paneSum, int count, double paneLast) {
      sum += paneSum;
      highest = Math.max(highest, paneSum);
      lowest = Math.min(lowest, paneSum);
      samples += count;
      youngest = paneLast;
    }

    Level level(Gauge.Take take) {
      if (samples == 0) {
        return new Level(0, 0);
      }
      return switch (take) {
        case AVG -> new Level(sum / samples, samples);
        case LAST -> new Level(last / instances, samples);
        case MAX -> new Level(highest, samples);
        case MIN -> new Level(lowest, samples);
      };
    }
  }

  /** Judges one subject. */
  public Reading read(Subject subject, Level level, Span span) {
    if (level.samples() < gauge.minimumSamples()) {
      return Reading.unknown(
          subject,
          () -> level.samples() == 0 ? List.of() : List.of(evidence(subject, level, span)),
          () ->
              "only "
                  + Numbers.count(level.samples())
                  + " of "
                  + Numbers.count(gauge.minimumSamples())
                  + " samples of "
                  + gauge.metric().metric()
                  + " of "
                  + subject.who()
                  + " in "
                  + Numbers.duration(gauge.window().toMillis()));
    }
    Threshold threshold = gauge.threshold();
    boolean unhealthy = threshold.crossedBy(level.value());
    return new Reading(
        subject,
        unhealthy ? Health.UNHEALTHY : Health.HEALTHY,
        !unhealthy && threshold.clearedBy(level.value()),
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, level, span)),
        () -> says(subject, level, unhealthy));
  }

  private String says(Subject subject, Level level, boolean unhealthy) {
    Threshold threshold = gauge.threshold();
    return gauge.take().word()
        + " of "
        + gauge.metric().metric()
        + " of "
        + subject.who()
        + " in "
        + Numbers.duration(gauge.window().toMillis())
        + " is "
        + amount(level.value())
        + ", "
        + (unhealthy ? "" : "not ")
        + (threshold.above() ? "above " : "below ")
        + amount(threshold.unhealthy());
  }

  private String amount(double value) {
    return gauge.metric().metric().endsWith("_bytes")
        ? Numbers.bytes(value)
        : Numbers.decimal(value);
  }

  private Evidence evidence(Subject subject, Level level, Span span) {
    return subject
        .evidence(gauge.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(level.value())
        .setUnit(gauge.metric().metric().endsWith("_bytes") ? "bytes" : "value")
        .setThreshold(gauge.threshold().unhealthy())
        .setSamples(level.samples())
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}

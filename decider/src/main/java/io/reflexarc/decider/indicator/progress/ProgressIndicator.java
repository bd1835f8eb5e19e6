package io.reflexarc.decider.indicator.progress;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Measured;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.WorkProgress;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Work arrives and nothing completes: the watchdog of a worker, asked of its work and not of its
 * port (Nygard: Release It!, 2nd ed., ch. 5 "Steady State" and ch. 8 on health checks that answer
 * while the work stands still). With {@code w} what arrived in the window, or the lowest backlog of
 * it, and {@code c} what was completed: unhealthy when {@code w ≥ atLeast} and {@code c = 0},
 * healthy and clear when {@code c > 0}.
 *
 * <p>Without work, doing nothing is no fault: an empty backlog is healthy; too few arrivals are
 * unknown, since they do not show that it would work. Unknown, too, while it was measured for less
 * than four fifths of the window, unless something was completed.
 */
public final class ProgressIndicator {

  private static final double SHORTEST_PART = 0.8;

  private final WorkProgress progress;
  private final Watch work;
  private final Watch completions;

  /** The indicator that a policy asks for. */
  public ProgressIndicator(WorkProgress progress) {
    this.progress = progress;
    long window = progress.window().toMillis();
    SeriesKey.Use use = backlog() ? SeriesKey.Use.LOWEST : SeriesKey.Use.RATE;
    this.work = Watch.of(use, progress.work().metric(), window);
    this.completions = Watch.of(SeriesKey.Use.RATE, progress.completions(), window);
  }

  private boolean backlog() {
    return progress.work() instanceof WorkProgress.Backlog;
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return List.of(work, completions);
  }

  /** Whether it is measured what was completed. */
  public boolean measures(Measured measured) {
    return !measured.series(completions.key()).isEmpty();
  }

  /**
   * What there was to do in a window, and what was done.
   *
   * @param shared what was measured of the workload as a whole: its work counts where the subject
   *     says nothing of its own
   */
  public Done done(Measured measured, Measured shared, Span span) {
    OptionalDouble own = work(measured, span);
    List<Series> counters = measured.series(completions.key());
    return new Done(
        own.isPresent() ? own : work(shared, span),
        counters.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(measured.sum(completions.key(), span)),
        counters.stream().mapToLong(series -> covered(series, span)).max().orElse(0));
  }

  private OptionalDouble work(Measured measured, Span span) {
    List<Series> found = measured.series(work.key());
    if (found.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        backlog()
            ? found.stream().mapToDouble(series -> lowest(series, span)).sum()
            : measured.sum(work.key(), span));
  }

  private static double lowest(Series series, Span span) {
    return series.within(span).stream().mapToDouble(Pane::sum).min().orElse(0);
  }

  /** What is no longer told is not measured. */
  private static long covered(Series series, Span span) {
    boolean stale = span.endMillis() - series.lastAt() > Series.LONGEST_GAP_MILLIS;
    return stale ? 0 : Math.max(0, series.lastAt() - series.coveredFrom(span));
  }

  /** Judges one subject. */
  public Reading read(Subject subject, Done done, Span span) {
    if (done.completed().isEmpty()) {
      return Reading.unknown(
          subject,
          () -> completions.selector().metric() + " of " + subject.who() + " is not measured");
    }
    double completed = done.completed().getAsDouble();
    if (completed > 0) {
      return reading(subject, Health.HEALTHY, done, span, () -> says(subject, done));
    }
    if (done.coveredMillis() < SHORTEST_PART * span.lengthMillis()) {
      return unknown(
          subject,
          done,
          span,
          ", but it was measured for " + Numbers.duration(done.coveredMillis()) + " only");
    }
    if (done.work().isEmpty()) {
      return unknown(subject, done, span, ", but " + work.selector().metric() + " is not measured");
    }
    return idle(subject, done, span);
  }

  private Reading idle(Subject subject, Done done, Span span) {
    boolean enough = done.work().orElse(0) >= progress.atLeast();
    if (enough) {
      return reading(subject, Health.UNHEALTHY, done, span, () -> says(subject, done));
    }
    return backlog()
        ? reading(subject, Health.HEALTHY, done, span, () -> says(subject, done))
        : unknown(
            subject,
            done,
            span,
            ", fewer than " + Numbers.count(progress.atLeast()) + ": there was nothing to do");
  }

  private Reading reading(
      Subject subject, Health health, Done done, Span span, Supplier<String> says) {
    return new Reading(
        subject,
        health,
        health == Health.HEALTHY,
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, done, span)),
        says);
  }

  private Reading unknown(Subject subject, Done done, Span span, String why) {
    return Reading.unknown(
        subject, () -> List.of(evidence(subject, done, span)), () -> says(subject, done) + why);
  }

  private String says(Subject subject, Done done) {
    double completed = done.completed().orElse(0);
    return subject.who()
        + " completed "
        + (completed > 0 ? Numbers.count(completed) : "nothing")
        + " in "
        + Numbers.duration(progress.window().toMillis())
        + (done.work().isPresent() ? " while " + work(done.work().getAsDouble()) : "");
  }

  private String work(double amount) {
    return backlog()
        ? (amount > 0 ? "at least " + Numbers.decimal(amount) + " waited" : "nothing waited long")
        : Numbers.count(amount) + " arrived";
  }

  private Evidence evidence(Subject subject, Done done, Span span) {
    return subject
        .evidence(progress.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(done.completed().orElse(0))
        .setUnit("count")
        .setBaseline(done.work().isPresent() ? done.work().getAsDouble() : null)
        .setSamples(Math.round(done.completed().orElse(0)))
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}

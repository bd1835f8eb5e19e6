package io.reflexarc.decider.indicator.trend;

import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Pane;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Ceiling;
import io.reflexarc.schemas.policy.Trend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A level that climbs towards a limit: leaks, before they kill. Per instance a {@link Climb}; of a
 * version the median of its instances, of which at least half must be measured long enough.
 *
 * <p>Unhealthy when the median instance reaches the ceiling within {@code exhaustionWithin}; clear
 * when that is farther away than {@code healthyBeyond} or nothing climbs. A climb of less than
 * {@code minimumRise} of the ceiling over the window is no trend. Compared with another version, it
 * is worse when even its lower confidence bound climbs faster than the other does.
 */
public final class TrendIndicator {

  /** An instance must have been measured for this part of the window. */
  private static final double SHORTEST_PART = 0.25;

  private final Trend trend;
  private final Watch watch;

  /** The indicator that a policy asks for. */
  public TrendIndicator(Trend trend) {
    this.trend = trend;
    this.watch = Watch.of(SeriesKey.Use.LEVEL, trend.metric(), trend.window().toMillis());
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return List.of(watch);
  }

  /** Whether an instance exposes what it needs. */
  public boolean measures(Instance instance) {
    return instance.series(watch.key()) != null;
  }

  /** How fast the median instance of a version climbs, empty when too few are measured. */
  public Optional<VersionClimb> climb(
      String version, List<Instance> instances, Span span, TrendMemo memo) {
    List<Climb> climbs = new ArrayList<>();
    int heard = 0;
    for (Instance instance : instances) {
      Series series = instance.series(watch.key());
      if (series == null || series.lastAt() <= span.endMillis() - span.lengthMillis()) {
        continue;
      }
      heard++;
      Climb climb =
          memo.of(
              instance,
              series,
              span,
              () -> Climb.of(whole(series, span), watch.key().paneMillis()));
      if (climb.samples() >= trend.minimumSamples()
          && climb.spanSeconds() >= SHORTEST_PART * span.lengthMillis() / 1e3) {
        climbs.add(climb);
      }
    }
    return climbs.isEmpty() || 2 * climbs.size() < heard
        ? Optional.empty()
        : Optional.of(new VersionClimb(version, climbs));
  }

  private List<Pane> whole(Series series, Span span) {
    List<Pane> panes = series.within(span);
    int last = panes.size() - 1;
    boolean open = last >= 0 && panes.get(last).index() == watch.key().paneOf(span.endMillis());
    return open ? panes.subList(0, last) : panes;
  }

  /**
   * Judges one version or pod.
   *
   * @param climb how it climbs, empty when too little is known
   * @param memoryLimit memory limit of its containers, bytes; empty when it has none
   * @param other how the last known good version climbs at the same time
   */
  public Reading read(
      Subject subject,
      Optional<VersionClimb> climb,
      Span span,
      OptionalDouble memoryLimit,
      Optional<VersionClimb> other) {
    OptionalDouble ceiling = ceiling(memoryLimit);
    String who = subject.who();
    if (climb.isEmpty()) {
      return Reading.unknown(
          subject, () -> "too few samples of " + trend.metric().metric() + " of " + who);
    }
    if (ceiling.isEmpty()) {
      return Reading.unknown(subject, () -> who + " has no memory limit to run into");
    }
    return judged(subject, climb.get(), span, ceiling.getAsDouble(), other);
  }

  private OptionalDouble ceiling(OptionalDouble memoryLimit) {
    return trend.ceiling() instanceof Ceiling.Fixed fixed
        ? OptionalDouble.of(fixed.value())
        : memoryLimit;
  }

  private Reading judged(
      Subject subject,
      VersionClimb climb,
      Span span,
      double ceiling,
      Optional<VersionClimb> other) {
    double seconds =
        climb.level() < ceiling && climb.risesLessThan(trend.minimumRise() * ceiling)
            ? Double.POSITIVE_INFINITY
            : climb.secondsTo(ceiling);
    boolean unhealthy = seconds <= trend.exhaustionWithin().toSeconds();
    boolean clear = !unhealthy && seconds > trend.healthyBeyond().toSeconds();
    Comparison comparison = unhealthy ? compare(climb, other) : Comparison.NOT_MADE;
    return new Reading(
        subject,
        unhealthy ? Health.UNHEALTHY : Health.HEALTHY,
        clear,
        comparison,
        () -> evidence(subject, climb, span, seconds, other),
        () -> says(subject, climb, seconds, ceiling, other));
  }

  private static Comparison compare(VersionClimb climb, Optional<VersionClimb> other) {
    return other
        .map(each -> climb.lower() > each.perSecond() ? Comparison.WORSE : Comparison.NOT_WORSE)
        .orElse(Comparison.NO_BASELINE);
  }

  private String says(
      Subject subject,
      VersionClimb climb,
      double seconds,
      double ceiling,
      Optional<VersionClimb> other) {
    String now = subject.who() + " holds " + amount(climb.level()) + " of " + amount(ceiling);
    if (Double.isInfinite(seconds)) {
      return now + " and does not climb steadily";
    }
    return now
        + ", climbs by "
        + amount(climb.rate() * 60)
        + " a minute and is full in "
        + Numbers.duration(Math.round(seconds * 1000))
        + other
            .map(
                each ->
                    "; " + each.version() + " beside it climbs by " + amount(each.perSecond() * 60))
            .orElse("");
  }

  private String amount(double value) {
    return bytes() ? Numbers.bytes(value) : Numbers.count(value);
  }

  private boolean bytes() {
    return trend.ceiling() instanceof Ceiling.MemoryLimit
        || trend.metric().metric().endsWith("_bytes");
  }

  private List<Evidence> evidence(
      Subject subject,
      VersionClimb climb,
      Span span,
      double seconds,
      Optional<VersionClimb> other) {
    Evidence slope =
        numbers(subject, climb, span)
            .setValue(climb.perSecond())
            .setUnit(bytes() ? "bytes/s" : "count/s")
            .setBaseline(other.map(VersionClimb::perSecond).orElse(null))
            .setBaselineVersion(other.map(VersionClimb::version).orElse(null))
            .build();
    if (Double.isInfinite(seconds)) {
      return List.of(slope);
    }
    Evidence exhaustion =
        numbers(subject, climb, span)
            .setValue(seconds)
            .setUnit("s")
            .setThreshold((double) trend.exhaustionWithin().toSeconds())
            .build();
    return List.of(exhaustion, slope);
  }

  private Evidence.Builder numbers(Subject subject, VersionClimb climb, Span span) {
    return subject
        .evidence(trend.word())
        .setWindowMillis(span.lengthMillis())
        .setSamples(climb.samples())
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()));
  }
}

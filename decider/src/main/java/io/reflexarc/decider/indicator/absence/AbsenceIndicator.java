package io.reflexarc.decider.indicator.absence;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Absence;
import io.reflexarc.schemas.policy.FactSelector;
import io.reflexarc.schemas.policy.MetricSelector;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What was heard and is silent now, the dead man's switch: PromQL's {@code absent_over_time(m[d])
 * and present_over_time(m[2d])}. With {@code a} the youngest time at which it was heard, unhealthy
 * when {@code horizon − a ≥ silentFor}, healthy when less and after the watermark.
 *
 * <p>Never heard, or forgotten after twice that time, is unknown; so is silence at a time during
 * which nobody could have told, for want of ticks, or before the watermark of an action.
 */
public final class AbsenceIndicator {

  private final Absence absence;
  private final List<Watch> watches;

  /** The indicator that a policy asks for. */
  public AbsenceIndicator(Absence absence) {
    this.absence = absence;
    this.watches =
        absence.metric().stream()
            .map(it -> Watch.of(SeriesKey.Use.PRESENCE, it, absence.window().toMillis()))
            .toList();
  }

  /** What it needs to be kept. */
  public List<Watch> watches() {
    return watches;
  }

  /** Whether a fact is to be kept. */
  public boolean counts(Fact fact) {
    return absence.fact().filter(fact::matches).isPresent();
  }

  /** When one of these instances was last heard. */
  public OptionalLong heard(Collection<Instance> instances) {
    long last = Long.MIN_VALUE;
    boolean heard = false;
    for (Watch watch : watches) {
      for (Instance instance : instances) {
        Series series = instance.series(watch.key());
        heard |= series != null;
        last = series == null ? last : Math.max(last, series.lastAt());
      }
    }
    return heard ? OptionalLong.of(last) : OptionalLong.empty();
  }

  /** When one of these facts was last told. */
  public OptionalLong told(Collection<Fact> facts, Predicate<Fact> whose) {
    return facts.stream().filter(this::counts).filter(whose).mapToLong(Fact::at).max();
  }

  /**
   * Judges the workload or one version.
   *
   * @param last when it was last heard; empty when it never was, or is forgotten
   */
  public Reading read(Subject subject, OptionalLong last, Watched watched) {
    if (last.isEmpty()) {
      return Reading.unknown(subject, () -> what() + " was never heard of " + subject.who());
    }
    long silent = Math.max(0, watched.horizon() - last.getAsLong());
    long limit = absence.silentFor().toMillis();
    if (silent < limit && last.getAsLong() > watched.since()) {
      return reading(subject, Health.HEALTHY, silent, watched);
    }
    if (watched.millis() < limit) {
      return Reading.unknown(
          subject,
          () -> List.of(evidence(subject, silent, watched)),
          () ->
              what()
                  + " is silent for "
                  + subject.who()
                  + ", but it was listened to for "
                  + Numbers.duration(watched.millis())
                  + " only");
    }
    return reading(subject, Health.UNHEALTHY, silent, watched);
  }

  private Reading reading(Subject subject, Health health, long silent, Watched watched) {
    return new Reading(
        subject,
        health,
        health == Health.HEALTHY,
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, silent, watched)),
        () -> what() + " of " + subject.who() + " was last heard " + ago(silent));
  }

  private static String ago(long silent) {
    return Numbers.duration(silent) + " ago";
  }

  private String what() {
    return absence
        .metric()
        .map(MetricSelector::metric)
        .or(() -> absence.fact().map(FactSelector::type))
        .orElse("");
  }

  private Evidence evidence(Subject subject, long silent, Watched watched) {
    return subject
        .evidence(absence.word())
        .setWindowMillis(absence.silentFor().toMillis())
        .setValue(silent / 1e3)
        .setUnit("s")
        .setThreshold(absence.silentFor().toMillis() / 1e3)
        .setSamples(0)
        .setTo(Instant.ofEpochMilli(watched.horizon()))
        .build();
  }
}

package io.reflexarc.decider.indicator.events;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.window.SeriesKey;
import io.reflexarc.decider.window.Span;
import io.reflexarc.schemas.avro.Evidence;
import io.reflexarc.schemas.policy.Events;
import io.reflexarc.schemas.policy.FactPhase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * So many facts of a type within a window: Kubernetes' own rule for crash loops and Nagios' for
 * flapping states, a count against a threshold with a second one below (hysteresis). The count is
 * exact, {@code |{f : start < f.at ≤ end}|}, each id once.
 *
 * <p>Unhealthy from {@code atLeast} on, however short it was listened to: what was told has
 * happened. Healthy needs that facts were listened to for half of the window: silence counts only
 * where somebody would have spoken. Else unknown.
 */
public final class EventsIndicator {

  /** Facts must have been listened to for this part of the window before few of them are few. */
  private static final double SHORTEST_PART = 0.5;

  private final Events events;

  /** The indicator that a policy asks for. */
  public EventsIndicator(Events events) {
    this.events = events;
  }

  /** Whether a fact is to be kept. */
  public boolean counts(Fact fact) {
    return fact.matches(events.fact())
        && events.phases().contains(FactPhase.valueOf(fact.phase().name()));
  }

  /** The window that ends at the horizon: whole panes, the one in progress included. */
  public Span span(long horizon, long notBefore) {
    long pane = SeriesKey.SHORTEST_PANE_MILLIS;
    long end = (Math.floorDiv(horizon, pane) + 1) * pane;
    long length = events.window().toMillis();
    return new Span(end, (length + pane - 1) / pane * pane, notBefore);
  }

  /** How many of these facts lie in the window. */
  public long count(Collection<Fact> facts, Span span, Predicate<Fact> whose) {
    if (facts.isEmpty()) {
      return 0;
    }
    return facts.stream()
        .filter(this::counts)
        .filter(fact -> fact.at() > span.startMillis() && fact.at() <= span.endMillis())
        .filter(whose)
        .count();
  }

  /** Judges the facts of the workload, of one version or of one pod. */
  public Reading read(Subject subject, long count, Span span, Watched watched) {
    if (count >= events.atLeast()) {
      return reading(
          subject,
          Health.UNHEALTHY,
          count,
          span,
          () -> says(subject, count) + ", at least " + events.atLeast());
    }
    if (watched.millis() < SHORTEST_PART * span.lengthMillis()) {
      return Reading.unknown(
          subject,
          () -> count == 0 ? List.of() : List.of(evidence(subject, count, span)),
          () ->
              says(subject, count)
                  + ", but they were listened to for "
                  + Numbers.duration(watched.millis())
                  + " only");
    }
    return reading(
        subject,
        Health.HEALTHY,
        count,
        span,
        () -> says(subject, count) + ", fewer than " + events.atLeast());
  }

  private Reading reading(
      Subject subject, Health health, long count, Span span, Supplier<String> says) {
    return new Reading(
        subject,
        health,
        count <= events.healthyAtMost(),
        Comparison.NOT_MADE,
        () -> List.of(evidence(subject, count, span)),
        says);
  }

  private String says(Subject subject, long count) {
    return Numbers.count(count)
        + " × "
        + events.fact().type()
        + " of "
        + subject.who()
        + " in "
        + Numbers.duration(events.window().toMillis());
  }

  private Evidence evidence(Subject subject, long count, Span span) {
    return subject
        .evidence(events.word())
        .setWindowMillis(span.lengthMillis())
        .setValue(count)
        .setUnit("count")
        .setThreshold((double) events.atLeast())
        .setSamples(count)
        .setFrom(Instant.ofEpochMilli(span.startMillis()))
        .setTo(Instant.ofEpochMilli(span.endMillis()))
        .build();
  }
}

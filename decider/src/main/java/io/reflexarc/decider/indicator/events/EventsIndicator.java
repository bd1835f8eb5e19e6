package io.reflexarc.decider.indicator.events;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Comparison;
import io.reflexarc.decider.indicator.Health;
import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.Reading;
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
import org.jspecify.annotations.Nullable;

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
    return facts.stream()
        .filter(this::counts)
        .filter(fact -> fact.at() > span.startMillis() && fact.at() <= span.endMillis())
        .filter(whose)
        .count();
  }

  /** Judges the facts of the workload, of one version or of one pod. */
  public Reading read(
      String version, @Nullable String pod, long count, Span span, Watched watched) {
    if (count >= events.atLeast()) {
      return reading(
          version,
          pod,
          Health.UNHEALTHY,
          count,
          span,
          () -> says(version, pod, count) + ", at least " + events.atLeast());
    }
    if (watched.millis() < SHORTEST_PART * span.lengthMillis()) {
      return Reading.unknown(
          version,
          pod,
          count == 0 ? List.of() : List.of(evidence(version, pod, count, span)),
          () ->
              says(version, pod, count)
                  + ", but they were listened to for "
                  + Numbers.duration(watched.millis())
                  + " only");
    }
    return reading(
        version,
        pod,
        Health.HEALTHY,
        count,
        span,
        () -> says(version, pod, count) + ", fewer than " + events.atLeast());
  }

  private Reading reading(
      String version,
      @Nullable String pod,
      Health health,
      long count,
      Span span,
      Supplier<String> says) {
    return new Reading(
        version,
        pod,
        health,
        count <= events.healthyAtMost(),
        Comparison.NOT_MADE,
        List.of(evidence(version, pod, count, span)),
        says);
  }

  private String says(String version, @Nullable String pod, long count) {
    return Numbers.count(count)
        + " × "
        + events.fact().type()
        + " of "
        + Numbers.who(version, pod)
        + " in "
        + Numbers.duration(events.window().toMillis());
  }

  private Evidence evidence(String version, @Nullable String pod, long count, Span span) {
    return Evidence.newBuilder()
        .setIndicator(events.word())
        .setVersion(version.isEmpty() ? null : version)
        .setSubject(pod)
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

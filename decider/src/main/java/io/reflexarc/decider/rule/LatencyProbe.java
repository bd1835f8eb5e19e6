package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.latency.Histogram;
import io.reflexarc.decider.indicator.latency.LatencyIndicator;
import io.reflexarc.decider.indicator.latency.Slower;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.versus.Finding;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Latency;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks {@link LatencyIndicator} of each slice, and finds what to compare a slow one with. */
final class LatencyProbe implements Probe {

  private final Latency latency;
  private final LatencyIndicator indicator;

  LatencyProbe(Latency latency) {
    this.latency = latency;
    this.indicator = new LatencyIndicator(latency);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public Map<String, Counts> counted(Look look, String version) {
    Histogram histogram = histogram(look, version);
    OptionalDouble bound = indicator.slowFrom(histogram);
    return latency.versus().isPresent() && bound.isPresent()
        ? Map.of(indicator.measure(bound.getAsDouble()), histogram.slow(bound.getAsDouble()))
        : Map.of();
  }

  private Histogram histogram(Look look, String version) {
    return indicator.histogram(Slice.all(look, version), span(look));
  }

  private Span span(Look look) {
    return look.span(latency.window().toMillis());
  }

  /** How far back versions are compared. */
  private Span compared(Look look) {
    return look.span(latency.memory().toMillis());
  }

  @Override
  public List<Reading> read(Look look) {
    boolean always = latency.per().equals(Per.WORKLOAD) || latency.per().equals(Per.VERSION);
    List<Reading> readings = new ArrayList<>();
    for (Slice slice : Slice.of(latency.per(), look)) {
      if (always || indicator.measures(slice.measured())) {
        readings.add(read(look, slice));
      }
    }
    return readings;
  }

  private Reading read(Look look, Slice slice) {
    Histogram histogram = indicator.histogram(slice.measured(), span(look));
    return indicator.read(
        slice.subject(), histogram, span(look), () -> slower(look, slice, histogram));
  }

  private Optional<Slower> slower(Look look, Slice suspect, Histogram histogram) {
    OptionalDouble bound = indicator.slowFrom(histogram);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    double slow = bound.getAsDouble();
    return Rival.of(
            suspect.subject().version(),
            look,
            other -> comparable(look, other, slow),
            latency.minimumSamples(),
            indicator.measure(slow))
        .map(rival -> slower(look, suspect, histogram.slow(slow), slow, rival));
  }

  /** Observations of a version in buckets that can be compared. */
  private double comparable(Look look, String version, double bound) {
    Histogram histogram = histogram(look, version);
    return histogram.has(bound) ? histogram.count() : 0;
  }

  private Slower slower(Look look, Slice suspect, Counts counts, double bound, Rival rival) {
    String other = rival.version();
    Optional<Counts> proven = rival.proven();
    Finding finding =
        proven.isPresent()
            ? indicator.before(suspect.measured(), proven.get(), bound, compared(look))
            : indicator.beside(suspect.measured(), Slice.all(look, other), bound, compared(look));
    return new Slower(
        other,
        proven.isEmpty(),
        bound,
        counts,
        proven.orElseGet(() -> histogram(look, other).slow(bound)),
        finding);
  }
}

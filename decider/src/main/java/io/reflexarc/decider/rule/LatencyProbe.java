package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.Histogram;
import io.reflexarc.decider.indicator.latency.LatencyIndicator;
import io.reflexarc.decider.indicator.latency.Slower;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.versus.Finding;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Latency;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Asks {@link LatencyIndicator} of the workload, each version or each pod. */
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
    return indicator.histogram(look.windows().instancesOf(version), span(look));
  }

  private Span span(Look look) {
    return look.span(latency.window().toMillis());
  }

  @Override
  public List<Reading> read(Look look) {
    if (latency.per() == Per.WORKLOAD) {
      Histogram histogram = indicator.histogram(look.windows().instances(), span(look));
      return List.of(indicator.read(Subject.WORKLOAD, histogram, span(look), Optional::empty));
    }
    List<Reading> readings = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      List<Instance> instances = look.windows().instancesOf(version);
      if (latency.per() == Per.VERSION) {
        readings.add(read(look, Subject.ofVersion(version), instances));
      } else {
        instances.stream()
            .filter(indicator::measures)
            .map(pod -> read(look, Subject.ofPod(version, pod.pod()), List.of(pod)))
            .forEach(readings::add);
      }
    }
    return readings;
  }

  private Reading read(Look look, Subject subject, List<Instance> instances) {
    Histogram histogram = indicator.histogram(instances, span(look));
    return indicator.read(
        subject,
        histogram,
        span(look),
        () -> slower(look, subject.version(), instances, histogram));
  }

  private Optional<Slower> slower(
      Look look, String version, List<Instance> suspect, Histogram histogram) {
    OptionalDouble bound = indicator.slowFrom(histogram);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    double slow = bound.getAsDouble();
    return Rival.of(
            version,
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

  private Slower slower(
      Look look, List<Instance> suspect, Counts counts, double bound, Rival rival) {
    String other = rival.version();
    Optional<Counts> proven = rival.proven();
    Finding finding =
        proven.isPresent()
            ? indicator.before(suspect, proven.get(), bound, span(look))
            : indicator.beside(suspect, look.windows().instancesOf(other), bound, span(look));
    return new Slower(
        other,
        proven.isEmpty(),
        bound,
        counts,
        proven.orElseGet(() -> histogram(look, other).slow(bound)),
        finding);
  }
}

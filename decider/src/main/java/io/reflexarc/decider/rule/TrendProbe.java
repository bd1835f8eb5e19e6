package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.trend.TrendIndicator;
import io.reflexarc.decider.indicator.trend.VersionClimb;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Asks {@link TrendIndicator} of each version, beside the others. */
final class TrendProbe implements Probe {

  private final Trend trend;
  private final TrendIndicator indicator;

  TrendProbe(Trend trend) {
    this.trend = trend;
    this.indicator = new TrendIndicator(trend);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public List<Reading> read(Look look) {
    Span span = look.span(trend.window().toMillis());
    Map<String, Optional<VersionClimb>> climbs = new TreeMap<>();
    for (String version : look.fleet().serving()) {
      climbs.put(version, climb(look, version, look.windows().instancesOf(version), span));
    }
    List<Reading> readings = new ArrayList<>();
    climbs.forEach(
        (version, climb) -> {
          if (trend.per().equals(Per.POD)) {
            readPods(look, version, span, climbs, readings);
          } else {
            readings.add(
                indicator.read(
                    Subject.ofVersion(version),
                    climb,
                    span,
                    look.fleet().memoryLimit(version),
                    other(version, climbs, look)));
          }
        });
    return readings;
  }

  private Optional<VersionClimb> climb(
      Look look, String version, List<Instance> instances, Span span) {
    return indicator.climb(version, instances, span, look.memo());
  }

  private void readPods(
      Look look,
      String version,
      Span span,
      Map<String, Optional<VersionClimb>> climbs,
      List<Reading> readings) {
    for (Instance instance : look.present(version)) {
      if (indicator.measures(instance)) {
        readings.add(
            indicator.read(
                Subject.ofPod(version, instance.pod()),
                climb(look, version, List.of(instance), span),
                span,
                look.fleet().memoryLimit(version),
                other(version, climbs, look)));
      }
    }
  }

  /** What it is compared with: of those beside it a known good one first, then the largest. */
  private static Optional<VersionClimb> other(
      String version, Map<String, Optional<VersionClimb>> climbs, Look look) {
    if (climbs.size() == 1) {
      return Optional.empty();
    }
    return climbs.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(version))
        .flatMap(entry -> entry.getValue().stream())
        .max(
            Comparator.comparing((VersionClimb each) -> Rival.isGood(look, each.version()))
                .thenComparing(each -> look.fleet().replicas(each.version())));
  }
}

package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.ratio.Baseline;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.ratio.RatioIndicator;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Per;
import io.reflexarc.schemas.policy.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks {@link RatioIndicator} of each version, and finds what to compare a sick one with. */
final class RatioProbe implements Probe {

  private final Ratio ratio;
  private final RatioIndicator indicator;

  RatioProbe(Ratio ratio) {
    this.ratio = ratio;
    this.indicator = new RatioIndicator(ratio);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public Map<String, Counts> counted(Look look, String version) {
    return Map.of(indicator.measure(), count(look, version));
  }

  private Counts count(Look look, String version) {
    return indicator.count(look.windows().instancesOf(version), span(look));
  }

  private Span span(Look look) {
    return look.span(ratio.window().toMillis());
  }

  @Override
  public List<Reading> read(Look look) {
    List<Reading> readings = new ArrayList<>();
    for (String version : look.fleet().serving()) {
      if (ratio.per() == Per.POD) {
        readPods(look, version, readings);
      } else {
        Counts counts = count(look, version);
        readings.add(
            indicator.read(
                Subject.ofVersion(version),
                counts,
                span(look),
                baseline(look, version, look.windows().instancesOf(version), counts)));
      }
    }
    return readings;
  }

  private void readPods(Look look, String version, List<Reading> readings) {
    for (Instance instance : look.windows().instancesOf(version)) {
      Counts counts = indicator.count(List.of(instance), span(look));
      readings.add(
          indicator.read(
              Subject.ofPod(version, instance.pod()),
              counts,
              span(look),
              baseline(look, version, List.of(instance), counts)));
    }
  }

  private Optional<Baseline> baseline(
      Look look, String version, List<Instance> suspect, Counts counts) {
    if (ratio.versus().isEmpty() || counts.ratio() <= ratio.unhealthyAbove()) {
      return Optional.empty();
    }
    return Rival.of(
            version,
            look,
            other -> count(look, other).total(),
            ratio.minimumSamples(),
            indicator.measure())
        .map(rival -> baseline(look, suspect, rival));
  }

  private Baseline baseline(Look look, List<Instance> suspect, Rival rival) {
    String other = rival.version();
    return rival
        .proven()
        .map(
            proven ->
                new Baseline(other, proven, false, indicator.before(suspect, proven, span(look))))
        .orElseGet(
            () ->
                new Baseline(
                    other,
                    count(look, other),
                    true,
                    indicator.beside(suspect, look.windows().instancesOf(other), span(look))));
  }
}

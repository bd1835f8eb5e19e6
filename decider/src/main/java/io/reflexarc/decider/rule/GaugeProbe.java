package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.gauge.GaugeIndicator;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Gauge;
import java.util.ArrayList;
import java.util.List;

/** Asks {@link GaugeIndicator} of the workload, each version or each pod. */
final class GaugeProbe implements Probe {

  private final Gauge gauge;
  private final GaugeIndicator indicator;

  GaugeProbe(Gauge gauge) {
    this.gauge = gauge;
    this.indicator = new GaugeIndicator(gauge);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public List<Reading> read(Look look) {
    Span span = look.span(gauge.window().toMillis());
    List<Reading> readings = new ArrayList<>();
    switch (gauge.per()) {
      case WORKLOAD ->
          readings.add(
              indicator.read(
                  Subject.WORKLOAD, indicator.level(look.windows().instances(), span), span));
      case VERSION ->
          look.fleet()
              .serving()
              .forEach(
                  version ->
                      readings.add(
                          indicator.read(
                              Subject.ofVersion(version),
                              indicator.level(look.windows().instancesOf(version), span),
                              span)));
      case POD ->
          look.fleet().serving().forEach(version -> readPods(look, version, span, readings));
    }
    return readings;
  }

  private void readPods(Look look, String version, Span span, List<Reading> readings) {
    for (Instance instance : look.windows().instancesOf(version)) {
      if (indicator.measures(instance)) {
        readings.add(
            indicator.read(
                Subject.ofPod(version, instance.pod()),
                indicator.level(List.of(instance), span),
                span));
      }
    }
  }
}

package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
import io.reflexarc.decider.indicator.latency.LatencyIndicator;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Latency;
import java.util.ArrayList;
import java.util.List;

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
  public List<Reading> read(Look look) {
    Span span = look.span(latency.window().toMillis());
    List<Reading> readings = new ArrayList<>();
    switch (latency.per()) {
      case WORKLOAD ->
          readings.add(
              indicator.read(
                  Subject.WORKLOAD, indicator.histogram(look.windows().instances(), span), span));
      case VERSION ->
          look.fleet()
              .serving()
              .forEach(
                  version ->
                      readings.add(
                          indicator.read(
                              Subject.ofVersion(version),
                              indicator.histogram(look.windows().instancesOf(version), span),
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
                indicator.histogram(List.of(instance), span),
                span));
      }
    }
  }
}

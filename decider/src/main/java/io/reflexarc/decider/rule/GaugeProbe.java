package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.gauge.GaugeIndicator;
import io.reflexarc.decider.indicator.gauge.Level;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Gauge;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.List;

/** Asks {@link GaugeIndicator} of each slice. Levels of other values of a label cannot be told. */
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
    boolean always = gauge.per().equals(Per.WORKLOAD) || gauge.per().equals(Per.VERSION);
    List<Reading> readings = new ArrayList<>();
    for (Slice slice : slices(look, span)) {
      if (always || indicator.measures(slice.measured())) {
        readings.add(indicator.read(slice.subject(), level(slice, span), span));
      }
    }
    return readings;
  }

  private List<Slice> slices(Look look, Span span) {
    return gauge.per().by() == Per.By.LABEL
        ? Split.of(gauge.per().label(), look, indicator.level(), span).slices(look)
        : Slice.of(gauge.per(), look);
  }

  private Level level(Slice slice, Span span) {
    return indicator.level(slice.measured(), span);
  }
}

package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.burnrate.BurnRateIndicator;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.BurnRate;
import io.reflexarc.schemas.policy.Per;
import java.util.ArrayList;
import java.util.List;

/** Asks {@link BurnRateIndicator} of each slice. */
final class BurnRateProbe implements Probe {

  private final BurnRate burnRate;
  private final BurnRateIndicator indicator;

  BurnRateProbe(BurnRate burnRate) {
    this.burnRate = burnRate;
    this.indicator = new BurnRateIndicator(burnRate);
  }

  @Override
  public List<Watch> watches() {
    return indicator.watches();
  }

  @Override
  public List<Reading> read(Look look) {
    List<Reading> readings = new ArrayList<>();
    for (Slice slice : slices(look)) {
      readings.add(read(look, slice));
    }
    return readings;
  }

  private List<Slice> slices(Look look) {
    return burnRate.per().by() == Per.By.LABEL
        ? Split.of(
                burnRate.per().label(),
                look,
                indicator.traffic(),
                look.span(burnRate.window().toMillis()))
            .slices(look)
        : Slice.of(burnRate.per(), look);
  }

  private Reading read(Look look, Slice slice) {
    return indicator.read(
        slice.subject(),
        indicator.burns(slice.measured(), look.horizon(), look.notBefore()),
        look.horizon());
  }
}

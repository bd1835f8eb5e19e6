package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.burnrate.BurnRateIndicator;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.BurnRate;
import io.reflexarc.schemas.policy.Per;
import java.util.Collection;
import java.util.List;

/** Asks {@link BurnRateIndicator} of the workload or each version. */
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
    return burnRate.per() == Per.WORKLOAD
        ? List.of(read(look, "", look.windows().instances()))
        : look.fleet().serving().stream()
            .map(version -> read(look, version, look.windows().instancesOf(version)))
            .toList();
  }

  private Reading read(Look look, String version, Collection<Instance> instances) {
    return indicator.read(
        version, indicator.burns(instances, look.horizon(), look.notBefore()), look.horizon());
  }
}

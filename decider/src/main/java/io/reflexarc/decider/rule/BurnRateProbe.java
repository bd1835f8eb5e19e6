package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.Subject;
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
        ? List.of(read(look, Subject.WORKLOAD, look.windows().instances()))
        : look.fleet().serving().stream()
            .map(
                version ->
                    read(look, Subject.ofVersion(version), look.windows().instancesOf(version)))
            .toList();
  }

  private Reading read(Look look, Subject subject, Collection<Instance> instances) {
    return indicator.read(
        subject, indicator.burns(instances, look.horizon(), look.notBefore()), look.horizon());
  }
}

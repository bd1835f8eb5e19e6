package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Facts;
import io.reflexarc.decider.indicator.Watched;
import io.reflexarc.decider.indicator.trend.TrendMemo;
import io.reflexarc.decider.proven.Ledger;
import io.reflexarc.decider.window.Instance;
import io.reflexarc.decider.window.Series;
import io.reflexarc.decider.window.Span;
import io.reflexarc.decider.window.TargetWindows;
import java.util.List;

/**
 * What a rule looks at.
 *
 * @param fleet the versions of the target
 * @param windows what was measured of it
 * @param facts what was told of it
 * @param heardSince event time since which facts were told without a gap
 * @param ledger what is proven of it
 * @param memo slopes that were fitted already
 * @param horizon end of every window, event time
 * @param notBefore evidence from before this does not count
 * @param now event time of the tick
 */
public record Look(
    Fleet fleet,
    TargetWindows windows,
    Facts facts,
    long heardSince,
    Ledger ledger,
    TrendMemo memo,
    long horizon,
    long notBefore,
    long now) {

  /** For how long facts have been listened to, as far as they count. */
  Watched watched() {
    return new Watched(Math.max(heardSince, notBefore), horizon);
  }

  /**
   * The instances of a version, without those of pods that are gone: as many pods as it has
   * replicas were heard since, and those were not heard for two minutes.
   */
  List<Instance> present(String version) {
    List<Instance> instances = windows.instancesOf(version);
    long recent = horizon - Series.LONGEST_GAP_MILLIS;
    if (allHeard(instances, recent)) {
      return instances;
    }
    long heard =
        instances.stream()
            .filter(instance -> instance.lastAt() > recent)
            .map(instance -> "" + instance.pod())
            .distinct()
            .count();
    return heard < fleet.replicas(version)
        ? instances
        : instances.stream().filter(instance -> instance.lastAt() > recent).toList();
  }

  private static boolean allHeard(List<Instance> instances, long since) {
    for (Instance instance : instances) {
      if (instance.lastAt() <= since) {
        return false;
      }
    }
    return true;
  }

  Span span(long lengthMillis) {
    return new Span(horizon, lengthMillis, notBefore);
  }
}

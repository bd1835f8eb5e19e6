package io.reflexarc.decider.rule;

import io.reflexarc.decider.fact.Fact;
import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.window.Watch;
import io.reflexarc.schemas.policy.Absence;
import io.reflexarc.schemas.policy.Alert;
import io.reflexarc.schemas.policy.BurnRate;
import io.reflexarc.schemas.policy.Combined;
import io.reflexarc.schemas.policy.Events;
import io.reflexarc.schemas.policy.Gauge;
import io.reflexarc.schemas.policy.HeldState;
import io.reflexarc.schemas.policy.Indicator;
import io.reflexarc.schemas.policy.Latency;
import io.reflexarc.schemas.policy.Outlier;
import io.reflexarc.schemas.policy.Ratio;
import io.reflexarc.schemas.policy.Singleton;
import io.reflexarc.schemas.policy.Trend;
import io.reflexarc.schemas.policy.WorkProgress;
import java.util.List;
import java.util.Map;

/** What a policy asks of a target. One more indicator is one more of these. */
sealed interface Probe
    permits RatioProbe,
        TrendProbe,
        EventsProbe,
        ConditionProbe,
        AbsenceProbe,
        GaugeProbe,
        LatencyProbe,
        BurnRateProbe,
        OutlierProbe,
        SingletonProbe,
        ProgressProbe,
        CombinedProbe {

  /** The probe of an indicator. */
  static Probe of(Indicator indicator) {
    if (indicator instanceof Ratio ratio) {
      return new RatioProbe(ratio);
    }
    if (indicator instanceof Trend trend) {
      return new TrendProbe(trend);
    }
    if (indicator instanceof Events events) {
      return new EventsProbe(events);
    }
    if (indicator instanceof HeldState state) {
      return new ConditionProbe(state);
    }
    if (indicator instanceof Alert alert) {
      return new ConditionProbe(alert);
    }
    if (indicator instanceof Absence absence) {
      return new AbsenceProbe(absence);
    }
    if (indicator instanceof Gauge gauge) {
      return new GaugeProbe(gauge);
    }
    if (indicator instanceof Latency latency) {
      return new LatencyProbe(latency);
    }
    if (indicator instanceof BurnRate burnRate) {
      return new BurnRateProbe(burnRate);
    }
    if (indicator instanceof Outlier outlier) {
      return new OutlierProbe(outlier);
    }
    if (indicator instanceof Singleton singleton) {
      return new SingletonProbe(singleton);
    }
    if (indicator instanceof WorkProgress progress) {
      return new ProgressProbe(progress);
    }
    if (indicator instanceof Combined combined) {
      return new CombinedProbe(combined);
    }
    throw new IllegalStateException("no probe of " + indicator.word());
  }

  /** The series it needs. */
  default List<Watch> watches() {
    return List.of();
  }

  /** Whether it judges nothing but facts, so that it can judge each as it arrives. */
  default boolean isOfFacts() {
    return false;
  }

  /** Whether a fact may make it unhealthy; asked only of one that is of facts. */
  default boolean heeds(Fact fact) {
    return counts(fact);
  }

  /** Whether a fact is to be kept for as long as its window. */
  default boolean counts(Fact fact) {
    return false;
  }

  /**
   * What it counts of a version, by name: kept when the version is proven, so that a later one can
   * be compared with it.
   */
  default Map<String, Counts> counted(Look look, String version) {
    return Map.of();
  }

  /** One reading of each subject that it judges by itself. */
  List<Reading> read(Look look);
}

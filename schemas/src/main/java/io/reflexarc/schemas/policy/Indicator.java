package io.reflexarc.schemas.policy;

import java.time.Duration;
import java.util.Set;

/** Turns what was measured or told into healthy, unhealthy or unknown. */
public sealed interface Indicator
    permits Ratio,
        Trend,
        Events,
        HeldState,
        Alert,
        Absence,
        Gauge,
        Latency,
        BurnRate,
        Outlier,
        Singleton,
        WorkProgress,
        Combined {

  /** Longest window. */
  Duration MAX_WINDOW = Duration.ofHours(24);

  /** Shortest window. */
  Duration MIN_WINDOW = Duration.ofSeconds(10);

  /** What it judges one by one. */
  Per per();

  /** How much of the past a judgement looks at. */
  Duration window();

  /** How much of the past must be remembered for it. */
  default Duration memory() {
    return window();
  }

  /** Names of the metrics that it needs to be measured; none where it judges facts. */
  default Set<String> metrics() {
    return Set.of();
  }

  /** The word that names it in a policy and in evidence: {@code ratio}. */
  String word();
}

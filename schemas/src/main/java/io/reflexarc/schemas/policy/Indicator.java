package io.reflexarc.schemas.policy;

import java.time.Duration;

/** Turns samples of a window into healthy, unhealthy or unknown. */
public sealed interface Indicator permits Ratio, Trend {

  /** Longest window. */
  Duration MAX_WINDOW = Duration.ofHours(24);

  /** Shortest window. */
  Duration MIN_WINDOW = Duration.ofSeconds(10);

  /** What it judges one by one. */
  Per per();

  /** How much of the past a judgement looks at. */
  Duration window();

  /** Fewer samples than this are unknown health. */
  long minimumSamples();

  /** The word that names it in a policy and in evidence: {@code ratio}. */
  String word();
}

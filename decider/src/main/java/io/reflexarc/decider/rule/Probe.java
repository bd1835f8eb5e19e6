package io.reflexarc.decider.rule;

import io.reflexarc.decider.indicator.Reading;
import io.reflexarc.decider.window.Watch;
import java.util.List;

/** What a policy asks of every version that serves. One more indicator is one more of these. */
sealed interface Probe permits RatioProbe, TrendProbe {

  /** The series it needs. */
  List<Watch> watches();

  /** One reading for each version that serves, or each of its pods. */
  List<Reading> read(Look look);
}

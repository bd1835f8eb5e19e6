package io.reflexarc.decider.indicator.latency;

import io.reflexarc.decider.indicator.Numbers;
import io.reflexarc.decider.indicator.ratio.Counts;
import io.reflexarc.decider.indicator.versus.Finding;

/**
 * A suspect beside the last known good version, by the share of observations that take longer than
 * a bucket's bound.
 *
 * @param version name of the other
 * @param beside whether that runs side by side
 * @param bound what is slow takes longer, seconds
 * @param suspect observations of the suspect in the window, {@code bad} being the slow ones
 * @param other those of the other, of the same window when it runs beside, else of when it was
 *     proven
 * @param finding what the comparison has found
 */
public record Slower(
    String version, boolean beside, double bound, Counts suspect, Counts other, Finding finding) {

  String says() {
    return Numbers.percent(suspect.ratio())
        + " took more than "
        + Numbers.seconds(bound)
        + ", "
        + Numbers.percent(other.ratio())
        + " of "
        + version
        + (beside ? " beside it" : " before it")
        + finding.says();
  }
}

package io.reflexarc.decider.indicator.ratio;

import io.reflexarc.decider.indicator.versus.Finding;

/**
 * What a suspect is compared with: the last known good version.
 *
 * @param version its name
 * @param counts its events, of the same window when it runs beside, else of when it was proven
 * @param beside whether it runs side by side
 * @param finding what the comparison has found
 */
public record Baseline(String version, Counts counts, boolean beside, Finding finding) {}

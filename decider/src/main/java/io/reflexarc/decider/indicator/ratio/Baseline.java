package io.reflexarc.decider.indicator.ratio;

/**
 * The numbers of the last known good version that a suspect is compared with.
 *
 * @param version its name
 * @param counts its events, of the same window when it runs beside, else of when it was proven
 * @param beside whether it runs side by side
 */
public record Baseline(String version, Counts counts, boolean beside) {}

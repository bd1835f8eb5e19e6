package io.reflexarc.decider.indicator.gauge;

/**
 * What a gauge said in a window.
 *
 * @param value what was asked for: mean, highest, lowest or youngest; 0 without samples
 * @param samples how many samples stand behind it
 */
public record Level(double value, long samples) {}

package io.reflexarc.decider.indicator.progress;

import java.util.OptionalDouble;

/**
 * What was to be done in a window, and what was done.
 *
 * @param work what arrived, or how much waited at the least; empty when nobody measures it
 * @param completed what was done; empty when nobody measures it
 * @param coveredMillis for how long it was measured
 */
public record Done(OptionalDouble work, OptionalDouble completed, long coveredMillis) {}

package io.reflexarc.decider.indicator.outlier;

import io.reflexarc.decider.indicator.ratio.Counts;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one pod showed in one step.
 *
 * @param value what is compared, in the measure's unit
 * @param samples how many samples stand behind it
 * @param perTraffic the same for each unit of traffic, infinite where there was none; empty where
 *     that is not asked
 * @param counts the events of a share; empty for other measures
 */
record Shown(double value, double samples, OptionalDouble perTraffic, Optional<Counts> counts) {}

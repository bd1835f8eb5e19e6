/**
 * What every indicator answers: healthy, unhealthy or unknown, with the numbers. One package each
 * below. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.indicator;

import org.jspecify.annotations.NullMarked;

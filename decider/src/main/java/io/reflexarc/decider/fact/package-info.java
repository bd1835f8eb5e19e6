/**
 * What is remembered of a target's facts: instants, and states that hold. Bounded. Pure: no Kafka,
 * no clock.
 */
@NullMarked
package io.reflexarc.decider.fact;

import org.jspecify.annotations.NullMarked;

/**
 * The straight line of a decision: indicate, judge, prove, incident, restrain, command. Hops return
 * values; only the spine hands them on. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.spine;

import org.jspecify.annotations.NullMarked;

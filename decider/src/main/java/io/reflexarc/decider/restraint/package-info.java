/**
 * What holds an action back: mode, pause, rollout, blackout, cooldown, limit. Each gate says when
 * it opens. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.restraint;

import org.jspecify.annotations.NullMarked;

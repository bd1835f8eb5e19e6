/**
 * Event-time panes: what the samples of a target add up to over any window. Pure: no Kafka, no
 * clock.
 */
@NullMarked
package io.reflexarc.decider.window;

import org.jspecify.annotations.NullMarked;

/**
 * A policy made ready to judge a target: which series it watches, and what it says of each version
 * that serves. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.rule;

import org.jspecify.annotations.NullMarked;

/**
 * How long a reading must hold before it counts: conditions that begin to cross and fire, and calm
 * that ends them. Pure: no Kafka, no clock.
 */
@NullMarked
package io.reflexarc.decider.judge;

import org.jspecify.annotations.NullMarked;

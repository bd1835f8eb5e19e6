/**
 * Observe, recognise, attribute: from a stream of observations to facts, with the picture of the
 * cluster as the only state. Knows neither Kafka nor the cluster's client.
 */
@NullMarked
package io.reflexarc.detector.sensing;

import org.jspecify.annotations.NullMarked;

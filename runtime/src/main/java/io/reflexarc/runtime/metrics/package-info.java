/** Metrics for Prometheus, Kafka's own among them. Depends on Micrometer. */
@NullMarked
package io.reflexarc.runtime.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Reads what pods expose: Prometheus text 0.0.4 and OpenMetrics 1.0, within limits. Pure; what it
 * reads is hostile until proven otherwise.
 */
@NullMarked
package io.reflexarc.detector.exposition;

import org.jspecify.annotations.NullMarked;

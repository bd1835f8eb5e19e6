/**
 * Metrics that others export by OTLP over HTTP, as samples: pure. Depends on the intake's border
 * and on OpenTelemetry's protobuf classes.
 */
@NullMarked
package io.reflexarc.detector.otlp;

import org.jspecify.annotations.NullMarked;

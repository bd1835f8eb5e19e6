package io.reflexarc.detector.promql;

import io.reflexarc.schemas.avro.MetricKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A query.
 *
 * @param name of the samples that it yields
 * @param expression in PromQL
 * @param kind how its values add up over time
 * @param step asks for a range, one value every step of the interval; null asks for an instant
 */
public record PromqlQuery(
    String name, String expression, MetricKind kind, @Nullable Duration step) {}

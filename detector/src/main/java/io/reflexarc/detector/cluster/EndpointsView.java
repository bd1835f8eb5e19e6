package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One slice of a Service's endpoints.
 *
 * @param service the Service's name; empty for none
 * @param endpoints how many it lists
 * @param ready how many of them take traffic
 * @param changedAt what its controller says of when the change came about that it last wrote; null
 *     where it says nothing
 */
public record EndpointsView(
    Metadata meta, String service, int endpoints, int ready, @Nullable Instant changedAt)
    implements ClusterObject {}

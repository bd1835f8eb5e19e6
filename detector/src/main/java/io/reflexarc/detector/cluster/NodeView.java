package io.reflexarc.detector.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A node.
 *
 * @param readiness its {@code Ready} condition; null before there is one
 * @param zone its zone label; null without one
 */
public record NodeView(Metadata meta, @Nullable Readiness readiness, @Nullable String zone)
    implements ClusterObject {}

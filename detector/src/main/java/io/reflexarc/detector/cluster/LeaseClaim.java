package io.reflexarc.detector.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A lease and the pod that holds it.
 *
 * @param pod null when the holder is no pod that is known
 */
public record LeaseClaim(LeaseView lease, @Nullable PodView pod) {}

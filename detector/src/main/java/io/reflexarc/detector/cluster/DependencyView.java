package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a workload depends on.
 *
 * @param dependent who depends
 * @param dependency on what, as a target's key
 * @param unreadySince since when nothing of it is ready; null while something is, or when it cannot
 *     be known
 */
public record DependencyView(
    DeploymentView dependent, String dependency, @Nullable Instant unreadySince) {}

package io.reflexarc.detector.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A HorizontalPodAutoscaler.
 *
 * @param targetKind kind of what it scales
 * @param targetName name of what it scales, in its own namespace
 * @param most most replicas that it may ask for
 * @param current replicas when it last looked
 * @param wanted replicas that it asks for
 * @param saturatedSince when it began to want more than {@code most}; null while it does not
 */
public record AutoscalerView(
    Metadata meta,
    String targetKind,
    String targetName,
    int most,
    int current,
    int wanted,
    @Nullable Instant saturatedSince)
    implements ClusterObject {}

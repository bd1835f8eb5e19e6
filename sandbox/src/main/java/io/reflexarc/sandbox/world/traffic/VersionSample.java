package io.reflexarc.sandbox.world.traffic;

import java.time.Instant;

/**
 * What one version of a service really did in a span of time: the truth, not what anybody measured.
 *
 * @param at end of the span
 * @param requestRate requests a second
 * @param errorRatio share of them that failed; 0 without requests
 * @param latencySeconds mean request time; 0 without requests
 * @param memoryAverageBytes over its processes; 0 without any
 * @param memoryMaxBytes of the biggest process
 * @param readyPods endpoints of the Service that run this version
 * @param processes of this version that live
 */
public record VersionSample(
    Instant at,
    double requestRate,
    double errorRatio,
    double latencySeconds,
    double memoryAverageBytes,
    double memoryMaxBytes,
    int readyPods,
    int processes) {}

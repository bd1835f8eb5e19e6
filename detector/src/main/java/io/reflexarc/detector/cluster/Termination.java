package io.reflexarc.detector.cluster;

import java.time.Instant;

/**
 * The end of one run of a container. The same end is shown twice by the cluster, as {@code state}
 * and later as {@code lastState}: the container id tells that it is one.
 */
public record Termination(String containerId, String reason, int exitCode, Instant finishedAt) {}

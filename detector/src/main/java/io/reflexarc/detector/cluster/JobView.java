package io.reflexarc.detector.cluster;

/** A Job; what counts is who made it. */
public record JobView(Metadata meta) implements ClusterObject {}

package io.reflexarc.detector.cluster;

/** A namespace: its annotations hold for all that is in it. */
public record NamespaceView(Metadata meta) implements ClusterObject {}

package io.reflexarc.detector.cluster;

/** A view of one object of the cluster. */
public sealed interface ClusterObject
    permits PodView, DeploymentView, ReplicaSetView, NodeView, NamespaceView {

  /** What every object has. */
  Metadata meta();
}

package io.reflexarc.detector.workload;

import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.schemas.avro.WorkloadState;
import io.reflexarc.schemas.key.TargetKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The states of nodes: each is a target of its own, one replica of itself, ready or not, paused
 * while it is cordoned. A node has no versions.
 */
final class NodeStates {

  private static final String NO_STRATEGY = "";

  private final Particulars particulars;

  NodeStates(Particulars particulars) {
    this.particulars = particulars;
  }

  WorkloadState of(NodeView node, TargetKey target, Instant now) {
    return particulars
        .of(target, node.meta(), Map.of(), now)
        .setObservedGeneration(node.meta().generation())
        .setDesiredReplicas(1)
        .setUpdatedReplicas(1)
        .setReadyReplicas(node.ready() ? 1 : 0)
        .setStrategy(NO_STRATEGY)
        .setPaused(node.cordoned())
        .setNodes(List.of(node.meta().name()))
        .build();
  }
}

package io.reflexarc.bench.cluster;

/**
 * How large a generated cluster is. Each Deployment has two ReplicaSets: the one that runs its
 * pods, and the one before it, without any.
 *
 * @param pods spread evenly over the Deployments, and over the nodes
 */
public record ClusterShape(int pods, int nodes, int deployments) {

  /** Namespaces that the Deployments are spread over. */
  public static final int NAMESPACES = 100;

  private static final int FEWEST_PODS = 100;
  private static final int MOST_PODS = 1_000_000;

  /**
   * @throws IllegalArgumentException naming what is out of range
   */
  public ClusterShape {
    if (pods < FEWEST_PODS || pods > MOST_PODS) {
      throw new IllegalArgumentException("pods: " + pods + " is not 100 to 1000000");
    }
    if (nodes < 1 || nodes > pods) {
      throw new IllegalArgumentException("nodes: " + nodes + " is not 1 to the number of pods");
    }
    if (deployments < 1 || deployments > pods) {
      throw new IllegalArgumentException(
          "deployments: " + deployments + " is not 1 to the number of pods");
    }
  }

  int replicaSets() {
    return 2 * deployments;
  }

  int replicasOf(int deployment) {
    return pods / deployments + (deployment < pods % deployments ? 1 : 0);
  }

  int deploymentOf(int pod) {
    return pod % deployments;
  }

  @Override
  public String toString() {
    return "%,d pods, %,d nodes, %,d deployments, %,d replicasets"
        .formatted(pods, nodes, deployments, replicaSets());
  }
}

package io.reflexarc.sandbox.world.controller;

/**
 * What the pods of a workload use.
 *
 * @param share of the CPU that the ready ones request, on average
 * @param ready pods that are
 * @param others that are not yet: nothing is known of what they will use
 */
record Utilization(double share, int ready, int others) {
  private static final double TOLERANCE = 0.1;

  /**
   * So many replicas would use the wanted share. As in Kubernetes pods that are not ready yet are
   * taken to use nothing where more seem to be needed, so that a rollout is not mistaken for load.
   */
  int proposal(int current, double wanted) {
    if (ready == 0 || wanted <= 0) {
      return current;
    }
    double ratio = share / wanted;
    int counted = ready;
    if (ratio > 1 && others > 0) {
      counted = ready + others;
      ratio = ratio * ready / counted;
      if (ratio < 1) {
        return current;
      }
    }
    return Math.abs(ratio - 1) <= TOLERANCE ? current : (int) Math.ceil(ratio * counted);
  }
}

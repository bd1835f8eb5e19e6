package io.reflexarc.detector.cluster;

import java.util.List;
import java.util.Optional;

/**
 * A pod on a node, and the budgets of its namespace.
 *
 * @param budgets in the order of their names
 */
public record LodgerView(PodView pod, NodeView node, List<BudgetView> budgets) {

  public LodgerView {
    budgets = List.copyOf(budgets);
  }

  /** The budget that would refuse this pod's eviction now. */
  public Optional<BudgetView> blocking() {
    return budgets.stream().filter(it -> it.blocks(pod)).findFirst();
  }
}

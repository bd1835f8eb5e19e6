package io.reflexarc.actuator.action.pods;

import io.reflexarc.actuator.action.Right;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.ClusterReader;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Disruption budgets as they are, and whom they let go. A forecast: the API server decides, at the
 * eviction itself.
 *
 * @param all of the namespaces in question
 */
public record Budgets(List<KubeObject> all) {

  /** What it takes to look at them. */
  public static final Right RIGHT = Right.to(ResourceKind.DISRUPTION_BUDGET, "list");

  public Budgets {
    all = List.copyOf(all);
  }

  /**
   * Looks at those of some namespaces.
   *
   * @throws ClusterException when they could not be read
   */
  public static Budgets look(Collection<String> namespaces, ClusterReader cluster)
      throws ClusterException {
    List<KubeObject> found = new ArrayList<>();
    for (String namespace : namespaces) {
      found.addAll(cluster.list(ResourceKind.DISRUPTION_BUDGET, Selection.in(namespace)));
    }
    return new Budgets(found);
  }

  /** Why Kubernetes will never evict a pod, whatever becomes of its budgets: it has two of them. */
  public Optional<String> never(Pod pod) {
    List<String> names = of(pod).stream().map(KubeObject::name).toList();
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            "has more than one disruption budget ("
                + String.join(", ", names)
                + "), so Kubernetes does not evict it");
  }

  /** The budget that keeps a pod now, in words; empty when it may go. */
  public Optional<String> keeps(Pod pod) {
    return pod.isFinished() || pod.phase().equals("Pending")
        ? Optional.empty()
        : of(pod).stream().filter(budget -> keeps(budget, pod)).findFirst().map(Budgets::words);
  }

  /** The budget that lets no ready pod of a workload go now, in words; empty when one may. */
  public Optional<String> keepsPodsOf(KubeObject workload) {
    Map<String, String> labels = new TreeMap<>();
    workload
        .at("/spec/template/metadata/labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return of(workload.namespace(), labels).stream()
        .filter(Budgets::isSpent)
        .findFirst()
        .map(Budgets::words);
  }

  private List<KubeObject> of(Pod pod) {
    return of(pod.namespace(), pod.labels());
  }

  private List<KubeObject> of(String namespace, Map<String, String> labels) {
    return all.stream()
        .filter(budget -> budget.namespace().equals(namespace))
        .filter(budget -> LabelSelector.of(budget).picks(labels))
        .toList();
  }

  private static boolean keeps(KubeObject budget, Pod pod) {
    return isStale(budget) || isSpent(budget) && !maySpare(budget, pod);
  }

  private static boolean isSpent(KubeObject budget) {
    return isStale(budget) || budget.number("/status/disruptionsAllowed", 0) < 1;
  }

  private static boolean isStale(KubeObject budget) {
    return budget.observedGeneration() < budget.generation();
  }

  /** A pod that does not serve may go although no disruption is allowed, as the budget says. */
  private static boolean maySpare(KubeObject budget, Pod pod) {
    if (pod.isReady()) {
      return false;
    }
    long desired = budget.number("/status/desiredHealthy", 0);
    boolean enough = desired > 0 && budget.number("/status/currentHealthy", 0) >= desired;
    return enough || budget.text("/spec/unhealthyPodEvictionPolicy").equals("AlwaysAllow");
  }

  private static String words(KubeObject budget) {
    return "budget "
        + budget.name()
        + " needs "
        + budget.number("/status/desiredHealthy", 0)
        + " healthy pods and has "
        + budget.number("/status/currentHealthy", 0);
  }
}

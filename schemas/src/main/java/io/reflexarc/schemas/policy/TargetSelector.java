package io.reflexarc.schemas.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which workloads of the policy's namespace are meant.
 *
 * @param kind kind of the workload
 * @param name exact name; then labels do not matter
 * @param matchLabels label to value, all must be equal
 * @param matchExpressions further conditions, all must hold
 */
public record TargetSelector(
    String kind,
    Optional<String> name,
    Map<String, String> matchLabels,
    List<LabelExpression> matchExpressions) {

  /** The kind of a target that is in no namespace: policies of any namespace may watch it. */
  public static final String NODE = "Node";

  public TargetSelector {
    matchLabels = Map.copyOf(matchLabels);
    matchExpressions = List.copyOf(matchExpressions);
  }

  /** The one workload of this name. */
  public static TargetSelector named(String kind, String name) {
    return new TargetSelector(kind, Optional.of(name), Map.of(), List.of());
  }

  /** Whether a workload of the policy's namespace is meant. */
  public boolean matches(String workloadKind, String workloadName, Map<String, String> labels) {
    if (!kind.equals(workloadKind)) {
      return false;
    }
    if (name.isPresent()) {
      return name.get().equals(workloadName);
    }
    return labels.entrySet().containsAll(matchLabels.entrySet())
        && matchExpressions.stream().allMatch(expression -> expression.matches(labels));
  }

  /** How people read it: {@code Deployment checkout} or {@code Deployment app=checkout}. */
  @Override
  public String toString() {
    return kind + " " + name.orElseGet(() -> matchLabels + "" + matchExpressions);
  }
}

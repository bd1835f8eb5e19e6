package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which ReplicaSet gets how many pods next: the arithmetic of the Deployment controller (rolling.go
 * and sync.go of Kubernetes), without its writes.
 */
final class ScalePlan {
  /**
   * A ReplicaSet and the number of pods it shall have.
   *
   * @param replicaSet the one to scale
   * @param replicas pods it shall have
   */
  record Step(ObjectNode replicaSet, int replicas) {
    boolean changes() {
      return replicas != RollingLimits.replicas(replicaSet);
    }
  }

  private ScalePlan() {}

  /** How many pods a ReplicaSet of the present template that has {@code replicas} shall get. */
  static int current(Rollout rollout, int replicas) {
    int wanted = rollout.replicas();
    if (rollout.recreate()) {
      return wanted;
    } else if (replicas > wanted) {
      return wanted;
    }
    int room = rollout.maxReplicas() - rollout.wanted();
    return room <= 0 ? replicas : replicas + Math.min(room, wanted - replicas);
  }

  /** Old ReplicaSets lose first the pods that do not work, then what availability allows. */
  static List<Step> shrinkOld(Rollout rollout, ObjectNode current) {
    List<ObjectNode> old =
        rollout.old().stream().filter(rs -> RollingLimits.replicas(rs) > 0).toList();
    if (old.isEmpty()) {
      return List.of();
    }
    int minAvailable = rollout.replicas() - rollout.limits().maxUnavailable();
    int unavailableNew =
        RollingLimits.replicas(current) - Rollout.count(current, "availableReplicas");
    int most = rollout.wanted() - minAvailable - unavailableNew;
    if (most <= 0) {
      return List.of();
    }
    List<Step> steps = new ArrayList<>();
    int cleaned = 0;
    for (ObjectNode rs : old) {
      int replicas = RollingLimits.replicas(rs);
      int broken = replicas - Rollout.count(rs, "availableReplicas");
      int less = Math.max(0, Math.min(most - cleaned, broken));
      cleaned += less;
      steps.add(new Step(rs, replicas - less));
    }
    return releaseAvailable(rollout, steps, minAvailable);
  }

  private static List<Step> releaseAvailable(Rollout rollout, List<Step> steps, int minAvailable) {
    int spare = rollout.counted("availableReplicas") - minAvailable;
    List<Step> result = new ArrayList<>();
    for (Step step : steps) {
      int less = Math.max(0, Math.min(spare, step.replicas()));
      spare -= less;
      result.add(new Step(step.replicaSet(), step.replicas() - less));
    }
    return result.stream().filter(Step::changes).toList();
  }

  /** The Deployment's number of replicas was changed: each ReplicaSet gets its share of that. */
  static List<Step> resize(Rollout rollout) {
    List<ObjectNode> active = rollout.active();
    Optional<ObjectNode> only = activeOrLatest(rollout);
    if (only.isPresent()) {
      return List.of(new Step(only.get(), rollout.replicas()));
    }
    Optional<ObjectNode> current = rollout.current();
    if (current.isPresent() && saturated(rollout, current.get())) {
      return rollout.old().stream()
          .filter(rs -> RollingLimits.replicas(rs) > 0)
          .map(rs -> new Step(rs, 0))
          .toList();
    }
    return rollout.recreate() ? List.of() : proportional(rollout, active);
  }

  private static Optional<ObjectNode> activeOrLatest(Rollout rollout) {
    List<ObjectNode> active = rollout.active();
    if (active.size() == 1) {
      return Optional.of(active.get(0));
    } else if (!active.isEmpty() || rollout.replicaSets().isEmpty()) {
      return Optional.empty();
    }
    return rollout
        .current()
        .or(() -> Optional.of(rollout.replicaSets().get(rollout.replicaSets().size() - 1)));
  }

  private static boolean saturated(Rollout rollout, ObjectNode current) {
    return RollingLimits.replicas(current) == rollout.replicas()
        && Revision.number(current, Revision.DESIRED) == rollout.replicas()
        && Rollout.count(current, "availableReplicas") == rollout.replicas();
  }

  private static List<Step> proportional(Rollout rollout, List<ObjectNode> active) {
    int allowed = rollout.replicas() > 0 ? rollout.maxReplicas() : 0;
    int toAdd = allowed - Rollout.sum(active, RollingLimits::replicas);
    Comparator<ObjectNode> biggest =
        Comparator.<ObjectNode>comparingInt(RollingLimits::replicas).reversed();
    List<ObjectNode> order = new ArrayList<>(active);
    if (toAdd > 0) {
      Collections.reverse(order);
    }
    order.sort(biggest);
    List<Integer> sizes = new ArrayList<>();
    int added = 0;
    for (ObjectNode rs : order) {
      int share = toAdd == 0 ? 0 : share(rollout, rs, toAdd, added);
      added += share;
      sizes.add(RollingLimits.replicas(rs) + share);
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      int rest = i == 0 && toAdd != 0 ? toAdd - added : 0;
      steps.add(new Step(order.get(i), Math.max(0, sizes.get(i) + rest)));
    }
    return steps;
  }

  private static int share(Rollout rollout, ObjectNode rs, int toAdd, int added) {
    int replicas = RollingLimits.replicas(rs);
    if (replicas == 0 || toAdd == added) {
      return 0;
    }
    long before = Revision.number(rs, Revision.MAX);
    double annotated = before > 0 ? before : Rollout.count(rollout.deployment(), "replicas");
    double size = annotated > 0 ? replicas * (double) rollout.maxReplicas() / annotated : replicas;
    int fraction = (int) Math.round(size) - replicas;
    return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
  }
}

package io.reflexarc.detector.sensing;

import io.reflexarc.detector.attribution.Attribution;
import io.reflexarc.detector.attribution.Delivered;
import io.reflexarc.detector.cluster.AutoscalerView;
import io.reflexarc.detector.cluster.BudgetView;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.DeploymentView;
import io.reflexarc.detector.cluster.KeptTemplate;
import io.reflexarc.detector.cluster.Metadata;
import io.reflexarc.detector.cluster.NamespaceView;
import io.reflexarc.detector.cluster.NodeView;
import io.reflexarc.detector.cluster.OwnerView;
import io.reflexarc.detector.cluster.Picture;
import io.reflexarc.detector.cluster.PodView;
import io.reflexarc.detector.cluster.ReplicaSetView;
import io.reflexarc.detector.cluster.RevisionedView;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.schemas.key.TargetKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which states the change of an object may alter. What does not matter to a state, such as what an
 * autoscaler measured or that a node still lives, moves nothing.
 */
final class Ripples {

  private final Picture picture;
  private final Attribution attribution;
  private final Set<TargetKey> changed = new LinkedHashSet<>();
  private final Set<TargetKey> moved = new LinkedHashSet<>();

  Ripples(Picture picture, Attribution attribution) {
    this.picture = picture;
    this.attribution = attribution;
  }

  /** The workloads since the last call, those that changed first at the front. */
  List<TargetKey> drain() {
    return drained(changed);
  }

  /** The workloads since the last call whose pods may count for another, or as another revision. */
  List<TargetKey> drainMoved() {
    return drained(moved);
  }

  /** An object as it is, or was, in the picture. */
  void of(ClusterObject object) {
    if (object instanceof PodView pod) {
      attribution.placeOf(pod).ifPresent(place -> changed.add(place.target()));
    } else if (object instanceof NodeView node) {
      changed.add(attribution.targetOfNode(node.meta().name()));
    } else if (object instanceof DeploymentView deployment) {
      ofDeployment(deployment);
    } else if (object instanceof ReplicaSetView set) {
      ofReplicaSet(set);
    } else if (object instanceof RevisionedView set) {
      changed.add(attribution.objectOf(set));
    } else if (object instanceof KeptTemplate kept) {
      ofTemplate(kept);
    } else if (object instanceof RolloutView rollout) {
      changed.add(attribution.objectOf(rollout));
    } else if (object instanceof OwnerView owner) {
      picture.below(owner.meta().uid()).stream()
          .filter(it -> !(it instanceof OwnerView))
          .forEach(this::of);
    } else if (object instanceof DeliveryView delivery) {
      ofDelivery(delivery);
    } else if (object instanceof NamespaceView namespace) {
      ofNamespace(namespace.meta().name());
    } else if (object instanceof AutoscalerView autoscaler) {
      ofAutoscaler(autoscaler);
    } else if (object instanceof BudgetView budget) {
      ofBudget(budget);
    }
  }

  /**
   * A change.
   *
   * @param before null for an object that is new
   */
  void of(@Nullable ClusterObject before, ClusterObject after) {
    if (before != null && matters(before, after)) {
      of(before);
    }
    if (before == null || matters(before, after)) {
      of(after);
    }
  }

  /**
   * A Deployment or ReplicaSet as it is in the picture now: its pods may count for another workload
   * than before, or as another revision.
   *
   * @param before null for one that is new
   */
  void moved(@Nullable ClusterObject before, ClusterObject after) {
    if (before == null || shiftsPods(before, after)) {
      moved(after);
    }
  }

  /** The same of one that may be gone. */
  void moved(ClusterObject object) {
    deploymentOf(object).ifPresent(it -> moved.add(attribution.targetOf(it)));
    if (object instanceof DeploymentView deployment) {
      picture.canariesOf(deployment).forEach(it -> moved.add(attribution.objectOf(it)));
    }
  }

  /** The Deployment that an object is, or belongs to. */
  Optional<DeploymentView> deploymentOf(ClusterObject object) {
    if (object instanceof DeploymentView it) {
      return picture.deployment(it.meta().namespace(), it.meta().name());
    }
    Metadata.ControllerRef owner = object.meta().controller();
    return owner == null
        ? Optional.empty()
        : picture
            .deployment(object.meta().namespace(), owner.name())
            .filter(it -> it.meta().uid().equals(owner.uid()));
  }

  private static List<TargetKey> drained(Set<TargetKey> targets) {
    List<TargetKey> drained = List.copyOf(targets);
    targets.clear();
    return drained;
  }

  private static boolean shiftsPods(ClusterObject before, ClusterObject after) {
    if (before instanceof ReplicaSetView one && after instanceof ReplicaSetView other) {
      return !one.revision().equals(other.revision())
          || !Objects.equals(one.meta().controller(), other.meta().controller());
    }
    return !before.meta().uid().equals(after.meta().uid())
        || !Objects.equals(
            before.meta().annotation(Picture.CANARY_OF),
            after.meta().annotation(Picture.CANARY_OF));
  }

  private static boolean matters(ClusterObject before, ClusterObject after) {
    if (before instanceof PodView one && after instanceof PodView other) {
      return !one.countsTheSame(other);
    }
    if (before instanceof NodeView one && after instanceof NodeView other) {
      return !one.standsTheSame(other);
    }
    if (before instanceof AutoscalerView one && after instanceof AutoscalerView other) {
      return !one.doesTheSame(other);
    }
    if (before instanceof DeliveryView one && after instanceof DeliveryView other) {
      return !one.doesTheSame(other);
    }
    return !(before instanceof BudgetView one && after instanceof BudgetView other)
        || !one.allowsTheSame(other);
  }

  private void ofDeployment(DeploymentView deployment) {
    changed.add(attribution.objectOf(deployment));
    changed.add(attribution.targetOf(deployment));
    deploymentOf(deployment).ifPresent(known -> changed.add(attribution.targetOf(known)));
    picture.canariesOf(deployment).forEach(it -> changed.add(attribution.objectOf(it)));
  }

  private void ofReplicaSet(ReplicaSetView set) {
    deploymentOf(set).ifPresent(it -> changed.add(attribution.targetOf(it)));
    Metadata.ControllerRef owner = set.meta().controller();
    if (owner != null && owner.kind().equals(RolloutView.KIND)) {
      changed.add(attribution.keyOf(set.meta().namespace(), RolloutView.KIND, owner.name()));
    }
  }

  private void ofTemplate(KeptTemplate kept) {
    Metadata.ControllerRef owner = kept.meta().controller();
    if (owner != null) {
      changed.add(attribution.keyOf(kept.meta().namespace(), owner.kind(), owner.name()));
    }
  }

  /** Rare: what is delivered says by whom, not the other way round. */
  private void ofDelivery(DeliveryView delivery) {
    picture.deployments().stream()
        .filter(it -> isMarked(it, delivery))
        .forEach(it -> changed.add(attribution.targetOf(it)));
    picture.around().all(RevisionedView.class).stream()
        .filter(it -> isMarked(it, delivery))
        .forEach(it -> changed.add(attribution.objectOf(it)));
    picture.around().all(RolloutView.class).stream()
        .filter(it -> isMarked(it, delivery))
        .forEach(it -> changed.add(attribution.objectOf(it)));
  }

  private static boolean isMarked(ClusterObject workload, DeliveryView delivery) {
    return Delivered.of(workload.meta()).filter(it -> it.isBy(delivery)).isPresent();
  }

  private void ofNamespace(String namespace) {
    picture.deploymentsIn(namespace).forEach(it -> changed.add(attribution.targetOf(it)));
    picture.around().revisionedIn(namespace).forEach(it -> changed.add(attribution.objectOf(it)));
    picture
        .around()
        .in(namespace, RolloutView.class)
        .forEach(it -> changed.add(attribution.objectOf(it)));
  }

  private void ofAutoscaler(AutoscalerView autoscaler) {
    changed.add(
        attribution.targetOf(
            attribution.keyOf(
                autoscaler.meta().namespace(), autoscaler.targetKind(), autoscaler.targetName())));
  }

  private void ofBudget(BudgetView budget) {
    String namespace = budget.meta().namespace();
    picture.deploymentsIn(namespace).stream()
        .filter(it -> protects(budget, picture.podLabelsOf(it)))
        .forEach(it -> changed.add(attribution.targetOf(it)));
    picture.around().revisionedIn(namespace).stream()
        .filter(it -> protects(budget, it.template().labels()))
        .forEach(it -> changed.add(attribution.objectOf(it)));
    picture.around().in(namespace, RolloutView.class).stream()
        .filter(
            it ->
                picture.history(it).replicaSets().stream()
                    .anyMatch(set -> protects(budget, set.templateLabels())))
        .forEach(it -> changed.add(attribution.objectOf(it)));
  }

  private static boolean protects(BudgetView budget, Map<String, String> podLabels) {
    return !podLabels.isEmpty() && budget.selector().matches(podLabels);
  }
}

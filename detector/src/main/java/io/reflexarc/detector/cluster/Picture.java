package io.reflexarc.detector.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as last observed. Holds one view for each live object, so its size is the cluster's.
 * Not thread-safe: one thread owns it.
 */
public final class Picture {

  /** Names the Deployment whose canary the annotated one is. */
  public static final String CANARY_OF = "reflexarc.io/canary-of";

  /** The character after the one that ends a namespace: no path of the namespace is beyond it. */
  private static final String AFTER_SLASH = "0";

  /** Most owners that were looked up; those not asked for longest are looked up again. */
  private static final int MAX_OWNERS = 20_000;

  private final Map<String, PodView> pods = new HashMap<>();
  private final Map<String, ReplicaSetView> replicaSets = new HashMap<>();
  private final TreeMap<String, DeploymentView> deployments = new TreeMap<>();
  private final Map<String, NodeView> nodes = new HashMap<>();
  private final Map<String, NamespaceView> namespaces = new HashMap<>();
  private final Map<String, OwnerView> owners = new LeastRecent<>(MAX_OWNERS, this::disown);
  private final Map<String, ClusterObject> dependents = new HashMap<>();
  private final Surroundings around = new Surroundings();
  private final Map<String, Set<String>> ownedByUid = new HashMap<>();
  private final Map<String, Set<String>> canariesByStable = new HashMap<>();

  /** Takes an object in; returns what was there before under its identity. */
  public @Nullable ClusterObject put(ClusterObject object) {
    if (object instanceof PodView pod) {
      return own(pod, pods.put(pod.meta().uid(), pod));
    }
    if (object instanceof ReplicaSetView set) {
      return own(set, replicaSets.put(set.meta().uid(), set));
    }
    if (object instanceof DeploymentView deployment) {
      DeploymentView before = deployments.put(deployment.path(), deployment);
      reindexCanary(before, deployment);
      depend(deployment, before);
      return before;
    }
    if (object instanceof NodeView node) {
      return nodes.put(node.meta().name(), node);
    }
    if (object instanceof OwnerView owner) {
      return own(owner, owners.put(owner.meta().uid(), owner));
    }
    if (object instanceof NamespaceView namespace) {
      return namespaces.put(namespace.meta().name(), namespace);
    }
    return isOwned(object) ? depend(object, around.put(object)) : around.put(object);
  }

  /** Takes an object out, if it is still the one with that uid. */
  public void remove(ClusterObject object) {
    Metadata meta = object.meta();
    if (object instanceof PodView) {
      disown(pods.remove(meta.uid()));
    } else if (object instanceof ReplicaSetView) {
      disown(replicaSets.remove(meta.uid()));
    } else if (object instanceof DeploymentView deployment) {
      DeploymentView known = deployments.get(deployment.path());
      if (known != null && known.meta().uid().equals(meta.uid())) {
        deployments.remove(deployment.path());
        reindexCanary(known, null);
        undepend(known);
      }
    } else if (object instanceof NodeView) {
      nodes.remove(meta.name());
    } else if (object instanceof NamespaceView) {
      namespaces.remove(meta.name());
    } else {
      undepend(around.remove(object));
    }
  }

  /** The object with that identity as it is in the picture; itself when it is not there. */
  public ClusterObject known(ClusterObject object) {
    ClusterObject known =
        object instanceof PodView
            ? pods.get(object.meta().uid())
            : object instanceof ReplicaSetView
                ? replicaSets.get(object.meta().uid())
                : object instanceof DeploymentView deployment
                    ? deployments.get(deployment.path())
                    : object instanceof OwnerView
                        ? owners.get(object.meta().uid())
                        : around.known(object);
    return known == null ? object : known;
  }

  /** What stands beside pods and Deployments. */
  public Surroundings around() {
    return around;
  }

  /** All pods. */
  public Collection<PodView> pods() {
    return pods.values();
  }

  /** All Deployments. */
  public Collection<DeploymentView> deployments() {
    return deployments.values();
  }

  /** The Deployments of a namespace, by name. */
  public Collection<DeploymentView> deploymentsIn(String namespace) {
    return deployments.subMap(namespace + "/", namespace + AFTER_SLASH).values();
  }

  /** The labels of a Deployment's pods; empty while its current template is not told. */
  public Map<String, String> podLabelsOf(DeploymentView deployment) {
    return workload(deployment).current().map(ReplicaSetView::templateLabels).orElse(Map.of());
  }

  /** All nodes. */
  public Collection<NodeView> nodes() {
    return nodes.values();
  }

  /** The pod with that uid. */
  public Optional<PodView> pod(String uid) {
    return Optional.ofNullable(pods.get(uid));
  }

  /** The ReplicaSet with that uid. */
  public Optional<ReplicaSetView> replicaSet(String uid) {
    return Optional.ofNullable(replicaSets.get(uid));
  }

  /** The Deployment of that name. */
  public Optional<DeploymentView> deployment(String namespace, String name) {
    return Optional.ofNullable(deployments.get(namespace + "/" + name));
  }

  /** The owner with that uid, if it was looked up. */
  public Optional<OwnerView> owner(String uid) {
    return Optional.ofNullable(owners.get(uid));
  }

  /** All that an owner owns, and what that owns in turn. */
  public List<ClusterObject> below(String uid) {
    Set<String> known = new LinkedHashSet<>(owned(uid));
    Deque<String> left = new ArrayDeque<>(known);
    List<ClusterObject> below = new ArrayList<>();
    while (!left.isEmpty()) {
      String next = left.removeFirst();
      Stream.of(pods, replicaSets, dependents, owners)
          .map(all -> all.get(next))
          .filter(Objects::nonNull)
          .forEach(below::add);
      owned(next).stream().filter(known::add).forEach(left::addLast);
    }
    return below;
  }

  /** An Argo Rollout with its ReplicaSets. */
  public RolloutHistory history(RolloutView rollout) {
    return new RolloutHistory(rollout, setsOf(rollout.meta().uid()));
  }

  /** The node of that name. */
  public Optional<NodeView> node(String name) {
    return Optional.ofNullable(nodes.get(name));
  }

  /** The namespace of that name. */
  public Optional<NamespaceView> namespace(String name) {
    return Optional.ofNullable(namespaces.get(name));
  }

  /** A Deployment with its ReplicaSets. */
  public WorkloadView workload(DeploymentView deployment) {
    return new WorkloadView(deployment, setsOf(deployment.meta().uid()));
  }

  private List<ReplicaSetView> setsOf(String uid) {
    return owned(uid).stream().map(replicaSets::get).filter(Objects::nonNull).toList();
  }

  /** The pods that a ReplicaSet, or any other controller, owns. */
  public List<PodView> podsOf(String controllerUid) {
    return owned(controllerUid).stream().map(pods::get).filter(Objects::nonNull).toList();
  }

  /** The Deployments that are canaries of this one, by name. */
  public List<DeploymentView> canariesOf(DeploymentView stable) {
    return canariesByStable.getOrDefault(stable.path(), Set.of()).stream()
        .sorted()
        .map(deployments::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The Deployment that a canary is a canary of; itself for one that is none, or whose stable is
   * not there, or that points at another canary.
   */
  public DeploymentView stableOf(DeploymentView deployment) {
    String stableName = deployment.meta().annotation(CANARY_OF);
    if (stableName == null) {
      return deployment;
    }
    DeploymentView stable = deployments.get(deployment.meta().namespace() + "/" + stableName);
    return stable == null || stable.meta().annotation(CANARY_OF) != null ? deployment : stable;
  }

  private Set<String> owned(String uid) {
    return ownedByUid.getOrDefault(uid, Set.of());
  }

  private @Nullable ClusterObject own(ClusterObject object, @Nullable ClusterObject before) {
    Metadata.ControllerRef controller = object.meta().controller();
    Metadata.ControllerRef former = before == null ? null : before.meta().controller();
    if (former != null && !former.equals(controller)) {
      unlink(former.uid(), object.meta().uid(), ownedByUid);
    }
    if (controller != null) {
      link(controller.uid(), object.meta().uid(), ownedByUid);
    }
    return before;
  }

  private static boolean isOwned(ClusterObject object) {
    return object instanceof RevisionedView
        || object instanceof RolloutView
        || object instanceof JobView;
  }

  private @Nullable ClusterObject depend(ClusterObject object, @Nullable ClusterObject before) {
    if (before != null && !before.meta().uid().equals(object.meta().uid())) {
      undepend(before);
    }
    if (object.meta().controller() != null) {
      dependents.put(object.meta().uid(), object);
    } else {
      dependents.remove(object.meta().uid());
    }
    return own(object, before);
  }

  private void undepend(@Nullable ClusterObject object) {
    if (object != null) {
      dependents.remove(object.meta().uid());
      disown(object);
    }
  }

  private void disown(@Nullable ClusterObject object) {
    if (object != null && object.meta().controller() != null) {
      unlink(object.meta().controller().uid(), object.meta().uid(), ownedByUid);
    }
  }

  private void reindexCanary(@Nullable DeploymentView before, @Nullable DeploymentView after) {
    if (before != null && before.meta().annotation(CANARY_OF) != null) {
      unlink(stablePath(before), before.path(), canariesByStable);
    }
    if (after != null && after.meta().annotation(CANARY_OF) != null) {
      link(stablePath(after), after.path(), canariesByStable);
    }
  }

  private static void link(String from, String to, Map<String, Set<String>> index) {
    index.computeIfAbsent(from, absent -> new LinkedHashSet<>(4)).add(to);
  }

  private static void unlink(String from, String to, Map<String, Set<String>> index) {
    index.computeIfPresent(
        from,
        (key, members) -> {
          members.remove(to);
          return members.isEmpty() ? null : members;
        });
  }

  private static String stablePath(DeploymentView canary) {
    return canary.meta().namespace() + "/" + canary.meta().annotation(CANARY_OF);
  }
}

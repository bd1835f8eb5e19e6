package io.reflexarc.detector.cluster;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside pods and Deployments: StatefulSets, DaemonSets, Jobs, autoscalers, budgets,
 * endpoints, leases, Events. Not thread-safe.
 */
public final class Surroundings {

  private final Map<Class<?>, Map<String, ClusterObject>> byKind = new HashMap<>();

  /** Takes an object in; returns what was there before under its name. */
  @Nullable ClusterObject put(ClusterObject object) {
    Map<String, ClusterObject> all =
        byKind.computeIfAbsent(object.getClass(), first -> new HashMap<>());
    ClusterObject before = all.get(object.path());
    all.put(object.path(), knowing(before, object));
    return before;
  }

  private static ClusterObject knowing(@Nullable ClusterObject before, ClusterObject object) {
    return object instanceof RevisionedView set
            && before instanceof RevisionedView known
            && known.meta().uid().equals(set.meta().uid())
        ? set.after(known)
        : object;
  }

  /** Takes an object out, if it is still the one with that uid. */
  void remove(ClusterObject object) {
    Map<String, ClusterObject> all = byKind.getOrDefault(object.getClass(), Map.of());
    ClusterObject known = all.get(object.path());
    if (known != null && known.meta().uid().equals(object.meta().uid())) {
      all.remove(object.path());
    }
  }

  @Nullable ClusterObject known(ClusterObject object) {
    return byKind.getOrDefault(object.getClass(), Map.of()).get(object.path());
  }

  /** All of a kind. */
  public <T extends ClusterObject> Collection<T> all(Class<T> kind) {
    Map<String, ClusterObject> all = byKind.get(kind);
    return all == null ? List.of() : all.values().stream().map(kind::cast).toList();
  }

  /** The one of that kind and name. */
  public <T extends ClusterObject> Optional<T> named(Class<T> kind, String namespace, String name) {
    Map<String, ClusterObject> all = byKind.get(kind);
    return all == null
        ? Optional.empty()
        : Optional.ofNullable(all.get(namespace + "/" + name)).map(kind::cast);
  }

  /** The StatefulSet or DaemonSet of that name. */
  public Optional<RevisionedView> revisioned(String kind, String namespace, String name) {
    Map<String, ClusterObject> all = byKind.get(RevisionedView.class);
    return all == null
        ? Optional.empty()
        : Optional.ofNullable(all.get(RevisionedView.path(kind, namespace, name)))
            .map(RevisionedView.class::cast);
  }
}

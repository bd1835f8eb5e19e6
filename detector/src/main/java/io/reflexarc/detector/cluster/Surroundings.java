package io.reflexarc.detector.cluster;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside pods and Deployments: StatefulSets, DaemonSets and their templates, Jobs,
 * autoscalers, budgets, endpoints, leases, Events. Not thread-safe.
 */
public final class Surroundings {

  /** The character after the one that ends a namespace: no path of the namespace is beyond it. */
  private static final String AFTER_SLASH = "0";

  /** The same of what is named after something, and a dash. */
  private static final String AFTER_DASH = ".";

  private final Map<Class<?>, TreeMap<String, ClusterObject>> byKind = new HashMap<>();
  private final Map<String, TreeSet<String>> autoscalersByScaled = new HashMap<>();

  /** Takes an object in; returns what was there before under its name. */
  @Nullable ClusterObject put(ClusterObject object) {
    Map<String, ClusterObject> all =
        byKind.computeIfAbsent(object.getClass(), first -> new TreeMap<>());
    ClusterObject before = all.get(object.path());
    all.put(object.path(), knowing(before, object));
    unindex(before);
    if (object instanceof AutoscalerView autoscaler) {
      autoscalersByScaled
          .computeIfAbsent(scaledBy(autoscaler), first -> new TreeSet<>())
          .add(autoscaler.path());
    }
    return before;
  }

  private static ClusterObject knowing(@Nullable ClusterObject before, ClusterObject object) {
    return object instanceof RevisionedView set
            && before instanceof RevisionedView known
            && known.meta().uid().equals(set.meta().uid())
        ? set.after(known)
        : object;
  }

  /** Takes an object out, if it is still the one with that uid; returns it. */
  @Nullable ClusterObject remove(ClusterObject object) {
    ClusterObject known = known(object);
    if (known == null || !known.meta().uid().equals(object.meta().uid())) {
      return null;
    }
    unindex(known);
    return of(object.getClass()).remove(object.path());
  }

  @Nullable ClusterObject known(ClusterObject object) {
    return of(object.getClass()).get(object.path());
  }

  /** All of a kind. */
  public <T extends ClusterObject> Collection<T> all(Class<T> kind) {
    return of(kind).values().stream().map(kind::cast).toList();
  }

  /** All of a kind in a namespace, by name. */
  public <T extends ClusterObject> List<T> in(String namespace, Class<T> kind) {
    return in(namespace + "/", namespace + AFTER_SLASH, kind);
  }

  /** The StatefulSets and DaemonSets of a namespace. */
  public List<RevisionedView> revisionedIn(String namespace) {
    return List.of(RevisionedView.DAEMON_SET, RevisionedView.STATEFUL_SET).stream()
        .map(kind -> RevisionedView.path(kind, namespace, ""))
        .flatMap(
            path ->
                in(path, path.substring(0, path.length() - 1) + AFTER_SLASH, RevisionedView.class)
                    .stream())
        .toList();
  }

  /** The one of that kind and name. */
  public <T extends ClusterObject> Optional<T> named(Class<T> kind, String namespace, String name) {
    return Optional.ofNullable(of(kind).get(namespace + "/" + name)).map(kind::cast);
  }

  /** The StatefulSet or DaemonSet of that name. */
  public Optional<RevisionedView> revisioned(String kind, String namespace, String name) {
    return Optional.ofNullable(
            of(RevisionedView.class).get(RevisionedView.path(kind, namespace, name)))
        .map(RevisionedView.class::cast);
  }

  /** What is kept of a StatefulSet's or DaemonSet's templates, the newest first. */
  public List<KeptTemplate> templatesOf(RevisionedView set) {
    String named = set.meta().namespace() + "/" + set.meta().name();
    return in(named + "-", named + AFTER_DASH, KeptTemplate.class).stream()
        .filter(it -> isOf(it, set))
        .sorted(Comparator.comparingLong(KeptTemplate::number).reversed())
        .toList();
  }

  private static boolean isOf(KeptTemplate kept, RevisionedView set) {
    Metadata.ControllerRef owner = kept.meta().controller();
    return owner != null && owner.uid().equals(set.meta().uid());
  }

  /** The delivery of that kind and name. */
  public Optional<DeliveryView> delivery(String kind, String namespace, String name) {
    return Optional.ofNullable(of(DeliveryView.class).get(DeliveryView.path(kind, namespace, name)))
        .map(DeliveryView.class::cast);
  }

  /** The autoscaler that scales an object; of several the first by name. */
  public Optional<AutoscalerView> autoscalerOf(String kind, String namespace, String name) {
    TreeSet<String> paths =
        autoscalersByScaled.getOrDefault(scaled(kind, namespace, name), new TreeSet<>());
    return paths.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable((AutoscalerView) of(AutoscalerView.class).get(paths.first()));
  }

  /** The budgets that protect pods with those labels, by name. */
  public List<BudgetView> budgetsOf(String namespace, Map<String, String> podLabels) {
    return in(namespace, BudgetView.class).stream()
        .filter(it -> it.selector().matches(podLabels))
        .toList();
  }

  private <T extends ClusterObject> List<T> in(String from, String until, Class<T> kind) {
    return of(kind).subMap(from, until).values().stream().map(kind::cast).toList();
  }

  private TreeMap<String, ClusterObject> of(Class<?> kind) {
    TreeMap<String, ClusterObject> all = byKind.get(kind);
    return all == null ? new TreeMap<>() : all;
  }

  private void unindex(@Nullable ClusterObject object) {
    if (object instanceof AutoscalerView autoscaler) {
      autoscalersByScaled.computeIfPresent(
          scaledBy(autoscaler),
          (scaled, paths) -> {
            paths.remove(autoscaler.path());
            return paths.isEmpty() ? null : paths;
          });
    }
  }

  private static String scaledBy(AutoscalerView autoscaler) {
    return scaled(autoscaler.targetKind(), autoscaler.meta().namespace(), autoscaler.targetName());
  }

  private static String scaled(String kind, String namespace, String name) {
    return kind + ":" + namespace + "/" + name;
  }
}

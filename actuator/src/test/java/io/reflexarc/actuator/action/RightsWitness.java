package io.reflexarc.actuator.action;

import io.reflexarc.actuator.cluster.Cluster;
import io.reflexarc.actuator.cluster.ClusterException;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.Removal;
import io.reflexarc.actuator.cluster.ResourceKind;
import io.reflexarc.actuator.cluster.Selection;
import io.reflexarc.actuator.cluster.WriteAnswer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A cluster that notes which rights were used, as {@code update deployments.apps}. */
final class RightsWitness implements Cluster {

  /** The spine reads the namespace's annotations, whatever the action. */
  static final String OF_THE_SPINE = "get namespaces";

  private final Cluster cluster;
  private final Set<String> used = new TreeSet<>();

  RightsWitness(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Those that an action used. */
  Set<String> used() {
    Set<String> own = new TreeSet<>(used);
    own.remove(OF_THE_SPINE);
    return own;
  }

  /** The same words for rights that are declared. */
  static Set<String> named(List<Right> rights) {
    Set<String> named = new TreeSet<>();
    for (Right right : rights) {
      right.verbs().forEach(verb -> named.add(verb + " " + right.kind().qualified()));
    }
    return named;
  }

  /** Whether it is a right to look, by its words. */
  static boolean reads(String right) {
    return right.startsWith("get ") || right.startsWith("list ");
  }

  @Override
  public Optional<KubeObject> get(ResourceKind kind, String namespace, String name)
      throws ClusterException {
    note("get", kind);
    return cluster.get(kind, namespace, name);
  }

  @Override
  public List<KubeObject> list(ResourceKind kind, Selection selection) throws ClusterException {
    note("list", kind);
    return cluster.list(kind, selection);
  }

  @Override
  public WriteAnswer replace(ResourceKind kind, KubeObject object, Effect effect) {
    note("update", kind);
    return cluster.replace(kind, object, effect);
  }

  @Override
  public WriteAnswer apply(ResourceKind kind, KubeObject object, Effect effect) {
    note("patch", kind);
    return cluster.apply(kind, object, effect);
  }

  @Override
  public WriteAnswer remove(ResourceKind kind, KubeObject object, Removal how, Effect effect) {
    if (how == Removal.EVICT) {
      note("create", ResourceKind.EVICTION);
    } else {
      note("delete", kind);
    }
    return cluster.remove(kind, object, how, effect);
  }

  @Override
  public void ping() throws ClusterException {
    cluster.ping();
  }

  @Override
  public void close() {
    cluster.close();
  }

  private void note(String verb, ResourceKind kind) {
    used.add(verb + " " + kind.qualified());
  }
}

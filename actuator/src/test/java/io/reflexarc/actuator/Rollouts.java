package io.reflexarc.actuator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.MemoryCluster;
import io.reflexarc.actuator.cluster.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Deployments in namespace {@code shop} of a cluster in memory, and what their controller does:
 * ReplicaSets, revisions, status.
 */
public final class Rollouts {

  private static final String REVISION = "deployment.kubernetes.io/revision";

  private final MemoryCluster cluster;

  public Rollouts(MemoryCluster cluster) {
    this.cluster = cluster;
    ObjectNode namespace = JsonNodeFactory.instance.objectNode().put("kind", "Namespace");
    namespace.withObject("/metadata").put("name", "shop");
    cluster.put(namespace);
  }

  /** Releases a version, as {@code kubectl apply} does, and has it rolled out. */
  public KubeObject release(String name, String version, int replicas) {
    return release(name, version, replicas, true);
  }

  /** Releases a version that the controller has not seen yet. */
  public KubeObject announce(String name, String version, int replicas) {
    return release(name, version, replicas, false);
  }

  /** Edits a Deployment by hand, which its controller has then seen. */
  public void edit(String name, Consumer<ObjectNode> change) {
    cluster.put(deployment(name).edited(change).json());
    reconcile(name);
  }

  public KubeObject deployment(String name) {
    return cluster.stored(ResourceKind.DEPLOYMENT, "shop", name).orElseThrow();
  }

  public long replicas(String name) {
    return deployment(name).number("/spec/replicas", -1);
  }

  public String version(String name) {
    return deployment(name).text("/spec/template/metadata/labels/version");
  }

  public String revision(String name) {
    return deployment(name).annotation(REVISION).orElse("");
  }

  /** All pods are as they should be. */
  public void reconcile(String name) {
    reconcile(name, (int) replicas(name));
  }

  /** So many pods are ready. */
  public void reconcile(String name, int ready) {
    KubeObject deployment = deployment(name);
    String number = revisionOf(deployment);
    cluster.put(
        deployment
            .edited(
                json -> {
                  json.withObject("/metadata")
                      .withObjectProperty("annotations")
                      .put(REVISION, number);
                  json.withObject("/status").put("readyReplicas", ready);
                })
            .json());
    KubeObject annotated = deployment(name);
    cluster.put(
        annotated
            .edited(
                json ->
                    json.withObject("/status").put("observedGeneration", annotated.generation()))
            .json());
  }

  private KubeObject release(String name, String version, int replicas, boolean rolledOut) {
    ObjectNode json =
        cluster
            .stored(ResourceKind.DEPLOYMENT, "shop", name)
            .map(KubeObject::json)
            .orElseGet(JsonNodeFactory.instance::objectNode);
    json.put("kind", "Deployment").put("apiVersion", "apps/v1");
    json.withObject("/metadata").put("name", name).put("namespace", "shop");
    json.withObject("/spec").put("replicas", replicas);
    json.withObject("/spec/selector/matchLabels").put("app", name);
    json.withObject("/spec/template/metadata/labels").put("app", name).put("version", version);
    json.withObject("/spec/template/spec").put("image", "registry.example/" + name + ":" + version);
    cluster.put(json);
    if (rolledOut) {
      reconcile(name);
    }
    return deployment(name);
  }

  /**
   * The number of its template's ReplicaSet, which is made, or renumbered, when it is not newest.
   */
  private String revisionOf(KubeObject deployment) {
    List<KubeObject> sets = sets(deployment.name());
    long newest = sets.stream().mapToLong(Rollouts::number).max().orElse(0);
    String wanted = deployment.at("/spec/template").toString();
    String setName = deployment.name() + "-" + Integer.toHexString(wanted.hashCode() & 0x7fffffff);
    var same = sets.stream().filter(set -> set.name().equals(setName)).findFirst();
    if (same.isPresent() && number(same.get()) == newest) {
      return Long.toString(newest);
    }
    String next = Long.toString(newest + 1);
    ObjectNode json = same.map(KubeObject::json).orElseGet(() -> set(deployment, setName));
    ObjectNode annotations = json.withObject("/metadata/annotations");
    same.ifPresent(set -> annotations.put(REVISION + "-history", Long.toString(number(set))));
    annotations.put(REVISION, next);
    cluster.put(json);
    return next;
  }

  private static ObjectNode set(KubeObject deployment, String name) {
    String hash = name.substring(deployment.name().length() + 1);
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("kind", "ReplicaSet");
    ObjectNode metadata = json.withObject("/metadata").put("name", name).put("namespace", "shop");
    metadata.withObject("/labels").put("app", deployment.name()).put("pod-template-hash", hash);
    metadata
        .withArray("ownerReferences")
        .addObject()
        .put("uid", deployment.uid())
        .put("controller", true);
    json.withObject("/spec").set("template", deployment.at("/spec/template"));
    json.withObject("/spec/template/metadata/labels").put("pod-template-hash", hash);
    return json;
  }

  private List<KubeObject> sets(String name) {
    return cluster.stored(ResourceKind.REPLICA_SET, "shop", Map.of("app", name));
  }

  private static long number(KubeObject set) {
    return set.annotation(REVISION).map(Long::parseLong).orElse(0L);
  }
}

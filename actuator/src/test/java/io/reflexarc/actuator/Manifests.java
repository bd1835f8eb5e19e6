package io.reflexarc.actuator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;

/** Objects of namespace {@code shop} that a real API server accepts. */
public final class Manifests {

  private Manifests() {}

  /** Any object: what it is and its name. */
  public static ObjectNode object(ResourceKind kind, String name) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    ObjectNode metadata = json.withObject("/metadata").put("name", name);
    if (kind.namespaced()) {
      metadata.put("namespace", "shop");
    }
    metadata.withObject("/labels").put("app", name);
    return json;
  }

  /** A workload of three replicas whose template states a version. */
  public static ObjectNode workload(ResourceKind kind, String name, String version) {
    ObjectNode json = object(kind, name);
    ObjectNode spec = json.withObject("/spec").put("replicas", 3);
    spec.withObject("/selector/matchLabels").put("app", name);
    spec.withObject("/template/metadata/labels").put("app", name).put("version", version);
    spec.withObject("/template/spec")
        .withArray("containers")
        .addObject()
        .put("name", "main")
        .put("image", "registry.example/" + name + ":" + version);
    return json;
  }

  /** The ReplicaSet of one of a Deployment's revisions. */
  public static ObjectNode replicaSet(
      KubeObject deployment, String version, String revision, int replicas) {
    ObjectNode json = workload(ResourceKind.REPLICA_SET, deployment.name(), version);
    String hash = "hash" + revision;
    ObjectNode metadata = json.withObject("/metadata");
    metadata.put("name", deployment.name() + "-" + hash);
    metadata.withObject("/labels").put("pod-template-hash", hash);
    metadata.withObjectProperty("annotations").put("deployment.kubernetes.io/revision", revision);
    owned(json, deployment);
    json.withObject("/spec").put("replicas", replicas);
    json.withObject("/spec/selector/matchLabels").put("pod-template-hash", hash);
    json.withObject("/spec/template/metadata/labels").put("pod-template-hash", hash);
    return json;
  }

  /** Makes one object another's, as its controller does. */
  public static void owned(ObjectNode json, KubeObject by) {
    json.withObject("/metadata")
        .withArray("ownerReferences")
        .addObject()
        .put("apiVersion", by.text("/apiVersion"))
        .put("kind", by.kind())
        .put("name", by.name())
        .put("uid", by.uid())
        .put("controller", true);
  }

  /** A Deployment of revision 2 ({@code v4}), whose revision 1 ({@code v3}) is kept. */
  public static KubeObject twoRevisions(Site site, String name) throws Exception {
    KubeObject made = site.put(workload(ResourceKind.DEPLOYMENT, name, "v4"));
    site.put(replicaSet(made, "v3", "1", 0));
    site.put(replicaSet(made, "v4", "2", 3));
    return ready(site, ResourceKind.DEPLOYMENT, name);
  }

  /** Its controller has caught up, and all pods are ready. */
  public static KubeObject ready(Site site, ResourceKind kind, String name) throws Exception {
    KubeObject before = site.at(kind, name);
    long replicas = before.number("/spec/replicas", 1);
    return site.edit(
        kind,
        name,
        json ->
            json.withObject("/status")
                .put("observedGeneration", before.generation())
                .put("replicas", replicas)
                .put("readyReplicas", replicas));
  }
}

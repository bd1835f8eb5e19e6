package io.reflexarc.actuator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.actuator.action.Site;
import io.reflexarc.actuator.cluster.KubeObject;
import io.reflexarc.actuator.cluster.ResourceKind;

/** Objects of namespace {@code shop} that a real API server accepts. */
public final class Manifests {

  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";
  private static final String REVISION_HASH = "controller-revision-hash";

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

  /**
   * An Argo Rollout whose canary of revision 2 ({@code v4}) is under way; revision 1 ({@code v3})
   * is stable. The API server has filled defaults into the templates of its ReplicaSets.
   */
  public static KubeObject rollout(Site site, String name) throws Exception {
    ObjectNode json = workload(ResourceKind.ROLLOUT, name, "v4");
    ArrayNode steps = json.withObject("/spec/strategy/canary").withArray("steps");
    steps.addObject().put("setWeight", 20);
    steps.addObject().withObject("/pause");
    KubeObject made = site.put(json);
    site.put(ofRollout(made, "v3", "1", 3));
    site.put(ofRollout(made, "v4", "2", 1));
    return observed(site, name, "hash2");
  }

  /** The controller of an Argo Rollout has caught up: it asks for the template of that hash. */
  public static KubeObject observed(Site site, String name, String hash) throws Exception {
    KubeObject before = site.at(ResourceKind.ROLLOUT, name);
    return site.edit(
        ResourceKind.ROLLOUT,
        name,
        json ->
            json.withObject("/status")
                .put("observedGeneration", Long.toString(before.generation()))
                .put("currentPodHash", hash)
                .put("stableRS", "hash1"));
  }

  private static ObjectNode ofRollout(
      KubeObject rollout, String version, String revision, int replicas) {
    ObjectNode json = workload(ResourceKind.REPLICA_SET, rollout.name(), version);
    String hash = "hash" + revision;
    ObjectNode metadata = json.withObject("/metadata");
    metadata.put("name", rollout.name() + "-" + hash);
    metadata.withObject("/labels").put("rollouts-pod-template-hash", hash);
    metadata.withObjectProperty("annotations").put("rollout.argoproj.io/revision", revision);
    owned(json, rollout);
    json.withObject("/spec").put("replicas", replicas);
    json.withObject("/spec/selector/matchLabels").put("rollouts-pod-template-hash", hash);
    json.withObject("/spec/template/metadata/labels").put("rollouts-pod-template-hash", hash);
    json.withObject("/spec/template/spec").put("dnsPolicy", "ClusterFirst");
    return json;
  }

  /** Its controller has caught up, and all pods are ready. */
  public static KubeObject ready(Site site, ResourceKind kind, String name) throws Exception {
    KubeObject before = site.at(kind, name);
    long replicas = before.number("/spec/replicas", 3);
    return site.edit(
        kind,
        name,
        json -> {
          ObjectNode status = json.withObject("/status");
          status.put("observedGeneration", before.generation());
          if (kind.equals(ResourceKind.DAEMON_SET)) {
            status.put("desiredNumberScheduled", replicas).put("updatedNumberScheduled", replicas);
            status.put("currentNumberScheduled", replicas).put("numberMisscheduled", 0);
            status.put("numberReady", replicas);
          } else {
            status.put("replicas", replicas).put("updatedReplicas", replicas);
            status.put("readyReplicas", replicas);
          }
        });
  }

  /** A StatefulSet whose revision {@code db-v4} follows {@code db-v3}, both kept. */
  public static KubeObject statefulSet(Site site, String name) throws Exception {
    KubeObject before = site.put(set(ResourceKind.STATEFUL_SET, name, "v3"));
    site.put(revision(before, name + "-v3", 1));
    KubeObject after = version(site, ResourceKind.STATEFUL_SET, name, "v4");
    site.put(revision(after, name + "-v4", 2));
    ready(site, ResourceKind.STATEFUL_SET, name);
    return site.edit(
        ResourceKind.STATEFUL_SET,
        name,
        json ->
            json.withObject("/status")
                .put("currentRevision", name + "-v4")
                .put("updateRevision", name + "-v4"));
  }

  /** A DaemonSet whose template's generation is 2 ({@code v4}); 1 ({@code v3}) is kept. */
  public static KubeObject daemonSet(Site site, String name) throws Exception {
    ObjectNode json = set(ResourceKind.DAEMON_SET, name, "v3");
    json.withObject("/spec").remove("replicas");
    json.withObject("/metadata").withObjectProperty("annotations").put(TEMPLATE_GENERATION, "1");
    site.put(revision(site.put(json), name + "-v3", 1));
    site.edit(
        ResourceKind.DAEMON_SET,
        name,
        set -> set.withObject("/metadata/annotations").put(TEMPLATE_GENERATION, "2"));
    KubeObject after = version(site, ResourceKind.DAEMON_SET, name, "v4");
    site.put(revision(after, name + "-v4", 2));
    return ready(site, ResourceKind.DAEMON_SET, name);
  }

  /** A pod of a workload. */
  public static KubeObject pod(Site site, String name, KubeObject of, String hash, boolean ready)
      throws Exception {
    ObjectNode json = object(ResourceKind.POD, name);
    json.withObject("/metadata/labels").put("app", of.name()).put(REVISION_HASH, hash);
    owned(json, of);
    json.set("spec", of.at("/spec/template/spec"));
    json.withObject("/status")
        .put("phase", "Running")
        .withArray("conditions")
        .addObject()
        .put("type", "Ready")
        .put("status", ready ? "True" : "False");
    return site.put(json);
  }

  /** An autoscaler of a workload. */
  public static ObjectNode autoscaler(KubeObject of, int least, int most) {
    ObjectNode json = object(ResourceKind.AUTOSCALER, of.name());
    json.withObject("/spec").put("minReplicas", least).put("maxReplicas", most);
    json.withObject("/spec/scaleTargetRef")
        .put("apiVersion", "apps/v1")
        .put("kind", of.kind())
        .put("name", of.name());
    return json;
  }

  private static ObjectNode set(ResourceKind kind, String name, String version) {
    ObjectNode json = workload(kind, name, version);
    if (kind.equals(ResourceKind.STATEFUL_SET)) {
      json.withObject("/spec").put("serviceName", name);
    }
    return json;
  }

  private static KubeObject version(Site site, ResourceKind kind, String name, String version)
      throws Exception {
    return site.edit(
        kind,
        name,
        json -> json.withObject("/spec/template/metadata/labels").put("version", version));
  }

  /** What a controller keeps of a template: a patch that puts it in the place of another. */
  private static ObjectNode revision(KubeObject set, String name, int number) {
    ObjectNode json = object(ResourceKind.CONTROLLER_REVISION, name);
    ObjectNode metadata = json.withObject("/metadata");
    metadata.withObject("/labels").put("app", set.name());
    metadata.set("annotations", set.at("/metadata/annotations").deepCopy());
    if (!metadata.path("annotations").isObject()) {
      metadata.remove("annotations");
    }
    owned(json, set);
    ObjectNode template = (ObjectNode) set.at("/spec/template");
    json.withObject("/data/spec").set("template", template.put("$patch", "replace"));
    return json.put("revision", number);
  }
}

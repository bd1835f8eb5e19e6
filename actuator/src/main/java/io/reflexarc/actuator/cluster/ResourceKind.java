package io.reflexarc.actuator.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of object, and where the API server keeps it.
 *
 * @param group API group, empty for the core group
 * @param version version within the group
 * @param plural resource name as in paths and roles: {@code deployments}
 * @param kind kind as written in objects: {@code Deployment}
 * @param namespaced whether its objects live in a namespace
 */
public record ResourceKind(
    String group, String version, String plural, String kind, boolean namespaced) {

  public static final ResourceKind DEPLOYMENT =
      new ResourceKind("apps", "v1", "deployments", "Deployment", true);
  public static final ResourceKind REPLICA_SET =
      new ResourceKind("apps", "v1", "replicasets", "ReplicaSet", true);
  public static final ResourceKind NAMESPACE =
      new ResourceKind("", "v1", "namespaces", "Namespace", false);

  public static final ResourceKind STATEFUL_SET =
      new ResourceKind("apps", "v1", "statefulsets", "StatefulSet", true);
  public static final ResourceKind DAEMON_SET =
      new ResourceKind("apps", "v1", "daemonsets", "DaemonSet", true);
  public static final ResourceKind CONTROLLER_REVISION =
      new ResourceKind("apps", "v1", "controllerrevisions", "ControllerRevision", true);
  public static final ResourceKind POD = new ResourceKind("", "v1", "pods", "Pod", true);

  /** What is created to have a pod leave within its disruption budget. */
  public static final ResourceKind EVICTION =
      new ResourceKind("", "v1", "pods/eviction", "Eviction", true);

  public static final ResourceKind NODE = new ResourceKind("", "v1", "nodes", "Node", false);
  public static final ResourceKind SERVICE =
      new ResourceKind("", "v1", "services", "Service", true);
  public static final ResourceKind CONFIG_MAP =
      new ResourceKind("", "v1", "configmaps", "ConfigMap", true);
  public static final ResourceKind AUTOSCALER =
      new ResourceKind(
          "autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler", true);
  public static final ResourceKind DISRUPTION_BUDGET =
      new ResourceKind("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true);
  public static final ResourceKind LEASE =
      new ResourceKind("coordination.k8s.io", "v1", "leases", "Lease", true);
  public static final ResourceKind HTTP_ROUTE =
      new ResourceKind("gateway.networking.k8s.io", "v1", "httproutes", "HTTPRoute", true);

  /** Of Argo Rollouts: a workload that it brings from one template to another. */
  public static final ResourceKind ROLLOUT =
      new ResourceKind("argoproj.io", "v1alpha1", "rollouts", "Rollout", true);

  /** Of Argo CD: what it brings from where. */
  public static final ResourceKind APPLICATION =
      new ResourceKind("argoproj.io", "v1alpha1", "applications", "Application", true);

  /** Of Flux: manifests that it brings. */
  public static final ResourceKind KUSTOMIZATION =
      new ResourceKind(
          "kustomize.toolkit.fluxcd.io", "v1", "kustomizations", "Kustomization", true);

  /** Of Flux: a chart that it brings. */
  public static final ResourceKind HELM_RELEASE =
      new ResourceKind("helm.toolkit.fluxcd.io", "v2", "helmreleases", "HelmRelease", true);

  private static final Map<String, ResourceKind> BY_NAME =
      Stream.of(
              DEPLOYMENT,
              REPLICA_SET,
              NAMESPACE,
              STATEFUL_SET,
              DAEMON_SET,
              CONTROLLER_REVISION,
              POD,
              NODE,
              SERVICE,
              CONFIG_MAP,
              AUTOSCALER,
              DISRUPTION_BUDGET,
              LEASE,
              HTTP_ROUTE,
              ROLLOUT,
              APPLICATION,
              KUSTOMIZATION,
              HELM_RELEASE)
          .collect(Collectors.toUnmodifiableMap(ResourceKind::kind, Function.identity()));

  /**
   * @throws IllegalArgumentException when a part is missing
   */
  public ResourceKind {
    if (version.isEmpty() || plural.isEmpty() || kind.isEmpty()) {
      throw new IllegalArgumentException("a resource kind has a version, a plural and a kind");
    }
  }

  /** Those that actions touch: of Kubernetes, its Gateway API and who owns workloads. */
  public static Collection<ResourceKind> all() {
    return BY_NAME.values();
  }

  /** The kinds of Kubernetes that make pods from a template that can change. */
  public static ResourceKind[] ofWorkloads() {
    return new ResourceKind[] {DEPLOYMENT, STATEFUL_SET, DAEMON_SET};
  }

  /** The kind of that name, of those that actions touch. */
  public static Optional<ResourceKind> named(String kind) {
    return Optional.ofNullable(BY_NAME.get(kind));
  }

  /** {@code deployments.apps}, as error messages and roles name it. */
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** {@code apps/v1}, as objects name it. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * Path of the collection, from the server's root; the namespace is ignored where there is none,
   * and an empty one means all.
   */
  String path(String namespace) {
    String root = (group.isEmpty() ? "/api/" : "/apis/") + apiVersion();
    return namespaced && !namespace.isEmpty()
        ? root + "/namespaces/" + namespace + "/" + plural
        : root + "/" + plural;
  }
}

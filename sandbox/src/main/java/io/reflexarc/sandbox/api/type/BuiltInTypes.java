package io.reflexarc.sandbox.api.type;

import java.util.List;

/** The resource types that the simulated cluster serves from its start. */
public final class BuiltInTypes {

  public static final ResourceType NAMESPACES =
      ResourceType.clusterWide("", "v1", "namespaces", "Namespace")
          .shortNames("ns")
          .subresources("status");
  public static final ResourceType PODS =
      ResourceType.namespaced("", "v1", "pods", "Pod")
          .shortNames("po")
          .categories("all")
          .subresources("status", "eviction", "binding", "log", "proxy")
          .countingGenerations();
  public static final ResourceType NODES =
      ResourceType.clusterWide("", "v1", "nodes", "Node").shortNames("no").subresources("status");
  public static final ResourceType EVENTS =
      ResourceType.namespaced("", "v1", "events", "Event").shortNames("ev");
  public static final ResourceType SERVICES =
      ResourceType.namespaced("", "v1", "services", "Service")
          .shortNames("svc")
          .categories("all")
          .subresources("status");
  public static final ResourceType ENDPOINTS =
      ResourceType.namespaced("", "v1", "endpoints", "Endpoints").shortNames("ep");
  public static final ResourceType CONFIG_MAPS =
      ResourceType.namespaced("", "v1", "configmaps", "ConfigMap").shortNames("cm");
  public static final ResourceType SECRETS = ResourceType.namespaced("", "v1", "secrets", "Secret");
  public static final ResourceType SERVICE_ACCOUNTS =
      ResourceType.namespaced("", "v1", "serviceaccounts", "ServiceAccount").shortNames("sa");
  public static final ResourceType DEPLOYMENTS =
      apps("deployments", "Deployment", "deploy").subresources("status", "scale");
  public static final ResourceType REPLICA_SETS =
      apps("replicasets", "ReplicaSet", "rs").subresources("status", "scale");
  public static final ResourceType STATEFUL_SETS =
      apps("statefulsets", "StatefulSet", "sts").subresources("status", "scale");
  public static final ResourceType DAEMON_SETS =
      apps("daemonsets", "DaemonSet", "ds").subresources("status");
  public static final ResourceType CONTROLLER_REVISIONS =
      ResourceType.namespaced("apps", "v1", "controllerrevisions", "ControllerRevision");
  public static final ResourceType JOBS =
      ResourceType.namespaced("batch", "v1", "jobs", "Job")
          .categories("all")
          .subresources("status")
          .countingGenerations();
  public static final ResourceType AUTOSCALERS =
      ResourceType.namespaced(
              "autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler")
          .shortNames("hpa")
          .categories("all")
          .subresources("status");
  public static final ResourceType DISRUPTION_BUDGETS =
      ResourceType.namespaced("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget")
          .shortNames("pdb")
          .subresources("status")
          .countingGenerations();
  public static final ResourceType LEASES =
      ResourceType.namespaced("coordination.k8s.io", "v1", "leases", "Lease");
  public static final ResourceType ENDPOINT_SLICES =
      ResourceType.namespaced("discovery.k8s.io", "v1", "endpointslices", "EndpointSlice")
          .countingGenerations();
  public static final ResourceType NEW_EVENTS =
      ResourceType.namespaced("events.k8s.io", "v1", "events", "Event").shortNames("ev");
  public static final ResourceType CUSTOM_RESOURCE_DEFINITIONS =
      ResourceType.clusterWide(
              "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition")
          .shortNames("crd", "crds")
          .categories("api-extensions")
          .subresources("status")
          .countingGenerations();

  private BuiltInTypes() {}

  /** All of them, in the order in which discovery lists them. */
  public static List<ResourceType> all() {
    return List.of(
        NAMESPACES,
        PODS,
        NODES,
        EVENTS,
        SERVICES,
        ENDPOINTS,
        CONFIG_MAPS,
        SECRETS,
        SERVICE_ACCOUNTS,
        DEPLOYMENTS,
        REPLICA_SETS,
        STATEFUL_SETS,
        DAEMON_SETS,
        CONTROLLER_REVISIONS,
        JOBS,
        AUTOSCALERS,
        DISRUPTION_BUDGETS,
        LEASES,
        ENDPOINT_SLICES,
        NEW_EVENTS,
        CUSTOM_RESOURCE_DEFINITIONS);
  }

  private static ResourceType apps(String plural, String kind, String shortName) {
    return ResourceType.namespaced("apps", "v1", plural, kind)
        .shortNames(shortName)
        .categories("all")
        .countingGenerations();
  }
}

package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.DeliveryView;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.cluster.RolloutView;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The informers on the cluster's objects: which there are, and how each becomes a view. */
final class WatchedObjects {

  /** Pods, as the API names them. */
  static final String PODS = "pods";

  /** Without these nothing can be told; where others are served is asked first. */
  private static final String NEEDED = "";

  private static final String APPS = "/apis/apps/v1";

  /** Most objects asked for at once. */
  private static final long MANY = 500;

  private static final long FEW = 50;

  private final KubernetesClient client;
  private final ClusterConnection connection;
  private final Probes probes;
  private final ClusterSink sink;
  private final StageMetrics metrics;

  WatchedObjects(
      KubernetesClient client,
      ClusterConnection connection,
      Probes probes,
      ClusterSink sink,
      StageMetrics metrics) {
    this.client = client;
    this.connection = connection;
    this.probes = probes;
    this.sink = sink;
    this.metrics = metrics;
  }

  /** All but the Events of the first API. */
  List<Watched<?>> all() {
    List<Watched<?>> all = new ArrayList<>();
    all.add(deployments());
    all.add(replicaSets());
    if (connection.clusterWide()) {
      all.add(watched("nodes", NEEDED, client.nodes(), Node::new, NodeReader::read));
    }
    all.add(watched("namespaces", "/api/v1", namespaces(), Namespace::new, WorkloadReader::read));
    all.add(watched(PODS, NEEDED, within(client.pods()), Pod::new, PodReader::read));
    all.add(statefulSets());
    all.add(daemonSets());
    all.add(controllerRevisions());
    all.add(jobs());
    all.add(autoscalers());
    all.add(budgets());
    all.add(leases());
    all.add(endpoints());
    all.add(events());
    all.add(custom("rollouts", "argoproj.io", "v1alpha1", RolloutView.KIND, CustomReader::rollout));
    all.add(
        custom(
            "applications",
            "argoproj.io",
            "v1alpha1",
            DeliveryView.APPLICATION,
            CustomReader::application));
    all.add(
        custom(
            "kustomizations",
            "kustomize.toolkit.fluxcd.io",
            "v1",
            DeliveryView.KUSTOMIZATION,
            CustomReader::kustomization));
    all.add(
        custom(
            "helmreleases",
            "helm.toolkit.fluxcd.io",
            "v2",
            DeliveryView.HELM_RELEASE,
            CustomReader::helmRelease));
    return all;
  }

  /** The Events of the first API, for servers without {@code events.k8s.io}. */
  Watched<Event> coreEvents() {
    return watched(
        ClusterWatch.CORE_EVENTS,
        "/api/v1",
        within(client.v1().events()),
        Event::new,
        EventReader::read);
  }

  private Watched<?> deployments() {
    return watched(
        "deployments",
        NEEDED,
        within(client.apps().deployments()),
        Deployment::new,
        WorkloadReader::read);
  }

  private Watched<?> replicaSets() {
    return watched(
        "replicasets",
        NEEDED,
        within(client.apps().replicaSets()),
        ReplicaSet::new,
        WorkloadReader::read);
  }

  private Watched<?> statefulSets() {
    return watched(
        "statefulsets",
        APPS,
        within(client.apps().statefulSets()),
        StatefulSet::new,
        RevisionedReader::read);
  }

  private Watched<?> daemonSets() {
    return watched(
        "daemonsets",
        APPS,
        within(client.apps().daemonSets()),
        DaemonSet::new,
        RevisionedReader::read);
  }

  private Watched<?> controllerRevisions() {
    return watched(
        "controllerrevisions",
        APPS,
        within(client.apps().controllerRevisions()),
        ControllerRevision::new,
        RevisionedReader::read);
  }

  private Watched<?> jobs() {
    return watched(
        "jobs",
        "/apis/batch/v1",
        within(client.batch().v1().jobs()),
        Job::new,
        SurroundingsReader::read);
  }

  private Watched<?> autoscalers() {
    return watched(
        "horizontalpodautoscalers",
        "/apis/autoscaling/v2",
        within(client.autoscaling().v2().horizontalPodAutoscalers()),
        HorizontalPodAutoscaler::new,
        SurroundingsReader::read);
  }

  private Watched<?> budgets() {
    return watched(
        "poddisruptionbudgets",
        "/apis/policy/v1",
        within(client.policy().v1().podDisruptionBudget()),
        PodDisruptionBudget::new,
        SurroundingsReader::read);
  }

  /** Leases of nodes are heartbeats, many and often: the server is asked to leave them out. */
  private Watched<?> leases() {
    return watched(
        "leases",
        "/apis/coordination.k8s.io/v1",
        connection.clusterWide()
            ? client
                .leases()
                .inAnyNamespace()
                .withoutField("metadata.namespace", SurroundingsReader.NODE_LEASES)
            : within(client.leases()),
        Lease::new,
        SurroundingsReader::read);
  }

  private Watched<?> endpoints() {
    return watched(
        "endpointslices",
        "/apis/discovery.k8s.io/v1",
        within(client.discovery().v1().endpointSlices()),
        EndpointSlice::new,
        SurroundingsReader::read);
  }

  private Watched<?> events() {
    return watched(
        ClusterWatch.EVENTS,
        "/apis/events.k8s.io/v1",
        within(client.events().v1().events()),
        io.fabric8.kubernetes.api.model.events.v1.Event::new,
        EventReader::read);
  }

  /** Objects of other people's kinds may be huge, so few of them are asked for at once. */
  private Watched<?> custom(
      String plural,
      String group,
      String version,
      String kind,
      Function<GenericKubernetesResource, ? extends @Nullable ClusterObject> reader) {
    return watched(
        plural,
        "/apis/" + group + "/" + version,
        within(
            client.genericKubernetesResources(
                new ResourceDefinitionContext.Builder()
                    .withGroup(group)
                    .withVersion(version)
                    .withKind(kind)
                    .withPlural(plural)
                    .withNamespaced(true)
                    .build())),
        GenericKubernetesResource::new,
        reader,
        FEW);
  }

  private <T extends HasMetadata> Watched<T> watched(
      String resource,
      String api,
      Informable<T> source,
      Supplier<T> empty,
      Function<T, ? extends @Nullable ClusterObject> reader) {
    return watched(resource, api, source, empty, reader, MANY);
  }

  private <T extends HasMetadata> Watched<T> watched(
      String resource,
      String api,
      Informable<T> source,
      Supplier<T> empty,
      Function<T, ? extends @Nullable ClusterObject> reader,
      long page) {
    return new Watched<>(
        resource,
        api.isEmpty() ? Optional.empty() : Optional.of(probe(resource, api)),
        probes,
        source.withLimit(page),
        empty,
        object -> {
          ClusterObject view = reader.apply(object);
          if (view != null) {
            sink.observed(new Observation.Seen(view));
          }
        },
        object -> {
          ClusterObject view = reader.apply(object);
          if (view != null) {
            sink.observed(new Observation.Gone(view));
          }
        },
        metrics);
  }

  /** Asks for one object; the resource's name ends at its group, if it has one. */
  private String probe(String resource, String api) {
    String plural = resource.split("\\.", 2)[0];
    if (connection.clusterWide()) {
      return api + "/" + plural + "?limit=1";
    }
    return resource.equals("namespaces")
        ? api + "/namespaces?limit=1&fieldSelector=metadata.name%3D" + connection.namespace()
        : api + "/namespaces/" + connection.namespace() + "/" + plural + "?limit=1";
  }

  private Informable<Namespace> namespaces() {
    return connection.clusterWide()
        ? client.namespaces()
        : client.namespaces().withName(connection.namespace());
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> Informable<T> within(
      MixedOperation<T, L, ?> operation) {
    return connection.clusterWide()
        ? operation.inAnyNamespace()
        : operation.inNamespace(connection.namespace());
  }
}

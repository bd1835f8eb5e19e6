package io.reflexarc.detector.watch;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
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
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.runtime.metrics.StageMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The informers on the cluster's objects: which there are, and how each becomes a view. */
final class WatchedObjects {

  /** Pods, as the API names them. */
  static final String PODS = "pods";

  /** Without these nothing can be told. */
  private static final boolean NEEDED = false;

  /** Without these a part cannot be told; the server need not serve them. */
  private static final boolean OPTIONAL = true;

  private final KubernetesClient client;
  private final ClusterConnection connection;
  private final ClusterSink sink;
  private final StageMetrics metrics;

  WatchedObjects(
      KubernetesClient client,
      ClusterConnection connection,
      ClusterSink sink,
      StageMetrics metrics) {
    this.client = client;
    this.connection = connection;
    this.sink = sink;
    this.metrics = metrics;
  }

  /** All but the Events of the first API. */
  List<Watched<?>> all() {
    List<Watched<?>> all = new ArrayList<>();
    all.add(deployments());
    all.add(replicaSets());
    if (connection.clusterWide()) {
      all.add(watched("nodes", client.nodes(), Node::new, NodeReader::read, NEEDED));
    }
    all.add(watched("namespaces", namespaces(), Namespace::new, WorkloadReader::read, OPTIONAL));
    all.add(watched(PODS, within(client.pods()), Pod::new, PodReader::read, NEEDED));
    all.add(statefulSets());
    all.add(daemonSets());
    all.add(jobs());
    all.add(autoscalers());
    all.add(budgets());
    all.add(leases());
    all.add(endpoints());
    all.add(events());
    return all;
  }

  /** The Events of the first API, for servers without {@code events.k8s.io}. */
  Watched<Event> coreEvents() {
    return watched(
        ClusterWatch.CORE_EVENTS,
        within(client.v1().events()),
        Event::new,
        EventReader::read,
        OPTIONAL);
  }

  private Watched<?> deployments() {
    return watched(
        "deployments",
        within(client.apps().deployments()),
        Deployment::new,
        WorkloadReader::read,
        NEEDED);
  }

  private Watched<?> replicaSets() {
    return watched(
        "replicasets",
        within(client.apps().replicaSets()),
        ReplicaSet::new,
        WorkloadReader::read,
        NEEDED);
  }

  private Watched<?> statefulSets() {
    return watched(
        "statefulsets",
        within(client.apps().statefulSets()),
        StatefulSet::new,
        RevisionedReader::read,
        OPTIONAL);
  }

  private Watched<?> daemonSets() {
    return watched(
        "daemonsets",
        within(client.apps().daemonSets()),
        DaemonSet::new,
        RevisionedReader::read,
        OPTIONAL);
  }

  private Watched<?> jobs() {
    return watched(
        "jobs", within(client.batch().v1().jobs()), Job::new, SurroundingsReader::read, OPTIONAL);
  }

  private Watched<?> autoscalers() {
    return watched(
        "horizontalpodautoscalers",
        within(client.autoscaling().v2().horizontalPodAutoscalers()),
        HorizontalPodAutoscaler::new,
        SurroundingsReader::read,
        OPTIONAL);
  }

  private Watched<?> budgets() {
    return watched(
        "poddisruptionbudgets",
        within(client.policy().v1().podDisruptionBudget()),
        PodDisruptionBudget::new,
        SurroundingsReader::read,
        OPTIONAL);
  }

  /** Leases of nodes are heartbeats, many and often: the server is asked to leave them out. */
  private Watched<?> leases() {
    return watched(
        "leases",
        connection.clusterWide()
            ? client
                .leases()
                .inAnyNamespace()
                .withoutField("metadata.namespace", SurroundingsReader.NODE_LEASES)
            : within(client.leases()),
        Lease::new,
        SurroundingsReader::read,
        OPTIONAL);
  }

  private Watched<?> endpoints() {
    return watched(
        "endpointslices",
        within(client.discovery().v1().endpointSlices()),
        EndpointSlice::new,
        SurroundingsReader::read,
        OPTIONAL);
  }

  private Watched<?> events() {
    return watched(
        ClusterWatch.EVENTS,
        within(client.events().v1().events()),
        io.fabric8.kubernetes.api.model.events.v1.Event::new,
        EventReader::read,
        OPTIONAL);
  }

  private <T extends HasMetadata> Watched<T> watched(
      String resource,
      Informable<T> source,
      Supplier<T> empty,
      Function<T, ? extends @Nullable ClusterObject> reader,
      boolean optional) {
    return new Watched<>(
        resource,
        optional,
        source,
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

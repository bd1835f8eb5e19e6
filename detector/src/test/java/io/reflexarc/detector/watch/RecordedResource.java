package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.reflexarc.detector.cluster.ClusterObject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A recorded resource: where the server has it, and which reader makes views of it. */
enum RecordedResource {
  DEPLOYMENTS("deployments", "/apis/apps/v1/deployments", Deployment.class, WorkloadReader::read),
  REPLICA_SETS("replicasets", "/apis/apps/v1/replicasets", ReplicaSet.class, WorkloadReader::read),
  STATEFUL_SETS(
      "statefulsets", "/apis/apps/v1/statefulsets", StatefulSet.class, RevisionedReader::read),
  DAEMON_SETS("daemonsets", "/apis/apps/v1/daemonsets", DaemonSet.class, RevisionedReader::read),
  NODES("nodes", "/api/v1/nodes", Node.class, NodeReader::read),
  PODS("pods", "/api/v1/pods", Pod.class, PodReader::read),
  AUTOSCALERS(
      "horizontalpodautoscalers",
      "/apis/autoscaling/v2/horizontalpodautoscalers",
      HorizontalPodAutoscaler.class,
      SurroundingsReader::read),
  BUDGETS(
      "poddisruptionbudgets",
      "/apis/policy/v1/poddisruptionbudgets",
      PodDisruptionBudget.class,
      SurroundingsReader::read),
  LEASES("leases", "/apis/coordination.k8s.io/v1/leases", Lease.class, SurroundingsReader::read),
  ENDPOINT_SLICES(
      "endpointslices",
      "/apis/discovery.k8s.io/v1/endpointslices",
      EndpointSlice.class,
      SurroundingsReader::read),
  EVENTS(
      "events.events.k8s.io",
      "/apis/events.k8s.io/v1/events",
      io.fabric8.kubernetes.api.model.events.v1.Event.class,
      EventReader::read),
  CORE_EVENTS("events", "/api/v1/events", Event.class, EventReader::read);

  private final String file;
  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // a reader has no state
  private final Function<JsonNode, @Nullable ClusterObject> reader;

  <T> RecordedResource(
      String file,
      String path,
      Class<T> type,
      Function<T, ? extends @Nullable ClusterObject> reader) {
    this.file = file;
    this.path = path;
    this.reader = json -> reader.apply(Client.KUBERNETES.convertValue(json, type));
  }

  String list() {
    return file + ".list.json";
  }

  String lines() {
    return file + ".jsonl";
  }

  /** Where the server lists and watches it. */
  String path() {
    return path;
  }

  /** Null for an object that the detector leaves where it is. */
  @Nullable ClusterObject view(JsonNode json) {
    return reader.apply(json);
  }

  /** How the cluster's client reads JSON; made when it is first needed. */
  private static final class Client {
    static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
  }
}

package io.reflexarc.detector.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.reflexarc.detector.cluster.ClusterObject;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.detector.scrape.ScrapeTransport;
import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the cluster and the policies in it, turns objects into views at once, and hands them on.
 * Nothing that the client made is kept.
 */
public final class ClusterWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MILLIS = 20;

  private final KubernetesClient client;
  private final ClusterConnection connection;
  private final StageMetrics metrics;
  private final List<Watched<?>> watched = new CopyOnWriteArrayList<>();
  private final PolicyStatus status;
  private @Nullable Thread starter;
  private volatile boolean closed;
  private volatile boolean complete;

  private ClusterWatch(
      KubernetesClient client,
      ClusterConnection connection,
      TimeSource time,
      StageMetrics metrics) {
    this.client = client;
    this.connection = connection;
    this.metrics = metrics;
    this.status = new PolicyStatus(client, time, metrics);
  }

  /**
   * Connects; watches nothing yet.
   *
   * @throws IOException when the kubeconfig cannot be read
   */
  public static ClusterWatch connect(
      ClusterConnection connection, TimeSource time, StageMetrics metrics) throws IOException {
    return new ClusterWatch(connection.connect(), connection, time, metrics);
  }

  /**
   * Begins to watch, once.
   *
   * @param sink takes everything, on the client's threads
   */
  public void start(ClusterSink sink) {
    List<Watched<?>> objects = objects(sink);
    Watched<GenericKubernetesResource> policies =
        new Watched<>(
            "remediationpolicies",
            within(client.genericKubernetesResources(PolicyStatus.POLICIES)),
            GenericKubernetesResource::new,
            policy -> sink.policySeen(text(policy)),
            policy ->
                sink.policyGone(
                    policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName()),
            metrics);
    watched.addAll(objects);
    watched.add(policies);
    watched.forEach(Watched::start);
    starter = new Thread(() -> deliver(objects, policies, sink), "detector-first-lists");
    starter.setDaemon(true);
    starter.start();
  }

  /** Writes what became of a policy into its status; custom resources only. */
  public void tell(PolicyVerdict verdict) {
    status.tell(verdict);
  }

  /** Reaches pods through the API server. */
  public ScrapeTransport throughTheApiServer() {
    return new ApiProxyTransport(client);
  }

  /** Whether the API server answers, all first lists are in, and all watches run. */
  public CheckResult check() {
    String troubles =
        watched.stream()
            .filter(it -> !it.resource().equals(PolicyStatus.POLICIES.getPlural()))
            .map(Watched::trouble)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(", "));
    if (!complete) {
      return CheckResult.bad("the first lists are not in; " + troubles);
    }
    client.raw("/version");
    return troubles.isEmpty()
        ? CheckResult.good("the API server answers, all watches run")
        : CheckResult.bad(troubles);
  }

  @Override
  public void close() {
    closed = true;
    watched.forEach(Watched::close);
    status.close();
    client.close();
    if (starter != null) {
      starter.interrupt();
    }
  }

  private List<Watched<?>> objects(ClusterSink sink) {
    List<Watched<?>> objects = new ArrayList<>();
    objects.add(
        watched(
            "deployments",
            within(client.apps().deployments()),
            Deployment::new,
            WorkloadReader::read,
            sink));
    objects.add(
        watched(
            "replicasets",
            within(client.apps().replicaSets()),
            ReplicaSet::new,
            WorkloadReader::read,
            sink));
    if (connection.clusterWide()) {
      objects.add(watched("nodes", client.nodes(), Node::new, WorkloadReader::read, sink));
    }
    objects.add(watched("namespaces", namespaces(), Namespace::new, WorkloadReader::read, sink));
    objects.add(watched("pods", within(client.pods()), Pod::new, PodReader::read, sink));
    return objects;
  }

  private <T extends HasMetadata> Watched<T> watched(
      String resource,
      Informable<T> source,
      Supplier<T> empty,
      Function<T, ? extends ClusterObject> reader,
      ClusterSink sink) {
    return new Watched<>(
        resource,
        source,
        empty,
        object -> sink.observed(new Observation.Seen(reader.apply(object))),
        object -> sink.observed(new Observation.Gone(reader.apply(object))),
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

  /** Says when the first lists are in. Policies come apart: their kind may not be installed. */
  private void deliver(List<Watched<?>> objects, Watched<?> policies, ClusterSink sink) {
    boolean policiesTold = false;
    try {
      while (!closed && !(complete && policiesTold)) {
        if (!complete && objects.stream().allMatch(Watched::delivered)) {
          sink.observed(new Observation.Complete());
          complete = true;
          LOG.info("the first lists of the cluster are in");
        }
        if (!policiesTold && policies.delivered()) {
          sink.policiesComplete();
          policiesTold = true;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PolicyText text(GenericKubernetesResource policy) {
    Object spec = policy.getAdditionalProperties().get("spec");
    try {
      return new PolicyText(
          MetadataReader.text(policy.getMetadata().getNamespace()),
          MetadataReader.text(policy.getMetadata().getName()),
          policy.getMetadata().getGeneration() == null ? 0 : policy.getMetadata().getGeneration(),
          JSON.writeValueAsString(spec == null ? Map.of() : spec),
          PolicyText.CRD);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its spec is not JSON", e);
    }
  }
}

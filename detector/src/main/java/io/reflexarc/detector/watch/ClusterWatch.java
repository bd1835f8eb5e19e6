package io.reflexarc.detector.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.reflexarc.detector.cluster.Observation;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.detector.scrape.ScrapeTransport;
import io.reflexarc.runtime.health.CheckResult;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the cluster and the policies in it, turns objects into views at once, and hands them on.
 * Nothing that the client made is kept.
 */
public final class ClusterWatch implements AutoCloseable {

  /** Events in their newer form. */
  static final String EVENTS = "events.events.k8s.io";

  /** Events in their first form. */
  static final String CORE_EVENTS = "events";

  private static final Logger LOG = LoggerFactory.getLogger(ClusterWatch.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MILLIS = 20;
  private static final Duration STATUS_PAUSE = Duration.ofSeconds(1);

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
    this.status = new PolicyStatus(client, time, metrics, STATUS_PAUSE);
  }

  /**
   * Connects; watches nothing yet.
   *
   * @throws IOException when the kubeconfig cannot be read
   */
  public static ClusterWatch connect(
      ClusterConnection connection, TimeSource time, StageMetrics metrics) throws IOException {
    return new ClusterWatch(connection.connect(metrics), connection, time, metrics);
  }

  /** As the other, with a client that reconnects at another pace. */
  static ClusterWatch connect(
      ClusterConnection connection, TimeSource time, StageMetrics metrics, Duration reconnect)
      throws IOException {
    return new ClusterWatch(connection.connect(metrics, reconnect), connection, time, metrics);
  }

  /**
   * Begins to watch, once.
   *
   * @param sink takes everything, on the client's threads
   */
  public void start(ClusterSink sink) {
    WatchedObjects resources = new WatchedObjects(client, connection, sink, metrics);
    List<Watched<?>> objects = resources.all();
    Watched<GenericKubernetesResource> policies =
        new Watched<>(
            PolicyStatus.POLICIES.getPlural(),
            true,
            policySource(),
            GenericKubernetesResource::new,
            policy -> sink.policySeen(text(policy)),
            policy ->
                sink.policyGone(
                    policy.getMetadata().getNamespace() + "/" + policy.getMetadata().getName()),
            metrics);
    watched.addAll(objects);
    watched.add(policies);
    watched.forEach(Watched::start);
    starter = new Thread(() -> deliver(objects, resources, policies, sink), "detector-first-lists");
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

  /**
   * Whether what befalls pods is told as it happens. While it is not, that nothing was heard of a
   * pod says nothing of it.
   */
  public boolean seesPods() {
    return watched.stream()
        .filter(it -> it.resource().equals(WatchedObjects.PODS))
        .allMatch(Watched::watching);
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

  /** Says when the first lists are in. Policies come apart: their kind may not be installed. */
  private void deliver(
      List<Watched<?>> first, WatchedObjects resources, Watched<?> policies, ClusterSink sink) {
    List<Watched<?>> objects = new ArrayList<>(first);
    boolean policiesTold = false;
    try {
      while (!closed && !(complete && policiesTold)) {
        if (withoutNewEvents(objects)) {
          Watched<?> events = resources.coreEvents();
          objects.add(events);
          watched.add(events);
          events.start();
        }
        if (!complete && objects.stream().allMatch(Watched::delivered)) {
          sink.observed(new Observation.Complete());
          complete = true;
          LOG.info("the first lists of the cluster are in");
        }
        if (!policiesTold && policies.synced()) {
          sink.policiesComplete();
          policiesTold = true;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events are read in their newer form where there is one, and in their first form else. */
  private boolean withoutNewEvents(List<Watched<?>> objects) {
    return !complete
        && objects.stream().anyMatch(it -> it.resource().equals(EVENTS) && it.absent())
        && objects.stream().noneMatch(it -> it.resource().equals(CORE_EVENTS));
  }

  private Informable<GenericKubernetesResource> policySource() {
    return connection.clusterWide()
        ? client.genericKubernetesResources(PolicyStatus.POLICIES).inAnyNamespace()
        : client
            .genericKubernetesResources(PolicyStatus.POLICIES)
            .inNamespace(connection.namespace());
  }

  private static PolicyText text(GenericKubernetesResource policy) {
    Object spec = policy.getAdditionalProperties().get("spec");
    try {
      return new PolicyText(
          MetadataReader.text(policy.getMetadata().getNamespace()),
          MetadataReader.text(policy.getMetadata().getName()),
          policy.getMetadata().getGeneration() == null ? 0 : policy.getMetadata().getGeneration(),
          JSON.writeValueAsString(spec == null ? Map.of() : spec),
          PolicyText.CRD,
          MetadataReader.text(policy.getMetadata().getUid()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its spec is not JSON", e);
    }
  }
}

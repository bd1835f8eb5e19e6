package io.reflexarc.detector.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of a policy into its status: the one thing that the detector may write in the
 * cluster, and only through the status subresource.
 *
 * <p>Phases of a write: told (a later verdict takes its place), read, compared, written. The write
 * names the version that was read, so of two detectors that write at once one is refused and reads
 * again. It leaves alone what says so already, what speaks of a later generation, and a policy that
 * another has taken the name of. A server that does not answer is asked again, at longer and longer
 * intervals; one that refuses is not.
 */
final class PolicyStatus implements AutoCloseable {

  static final ResourceDefinitionContext POLICIES =
      new ResourceDefinitionContext.Builder()
          .withGroup("reflexarc.io")
          .withVersion("v1alpha1")
          .withKind("RemediationPolicy")
          .withPlural("remediationpolicies")
          .withNamespaced(true)
          .build();

  private static final Logger LOG = LoggerFactory.getLogger(PolicyStatus.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_DOUBLINGS = 5;
  private static final Set<Integer> PASSING = Set.of(0, 401, 409, 429, 500, 502, 503, 504);

  private final KubernetesClient client;
  private final TimeSource time;
  private final Duration pause;
  private final FlowCounters writes;
  private final ConcurrentMap<String, Attempt> waiting = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor writer;

  private record Attempt(PolicyVerdict verdict, int failures) {}

  /**
   * @param pause real time after the first failure; each further one doubles it, five times
   */
  PolicyStatus(KubernetesClient client, TimeSource time, StageMetrics metrics, Duration pause) {
    this.client = client;
    this.time = time;
    this.pause = pause;
    this.writes = metrics.flow("policy.status");
    this.writer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "detector-policy-status");
              thread.setDaemon(true);
              return thread;
            });
  }

  void tell(PolicyVerdict verdict) {
    if (!verdict.text().source().equals(PolicyText.CRD)) {
      return;
    }
    writes.received();
    String key = verdict.text().key();
    if (waiting.size() >= MAX_WAITING && !waiting.containsKey(key)) {
      writes.dropped("full");
      return;
    }
    if (waiting.put(key, new Attempt(verdict, 0)) == null) {
      schedule(key, 0);
    } else {
      writes.dropped("superseded");
    }
  }

  private void schedule(String key, long millis) {
    try {
      var unused = writer.schedule(() -> attempt(key), millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the status of policy {} is not written: the detector closes", key);
    }
  }

  private void attempt(String key) {
    Attempt attempt = waiting.remove(key);
    if (attempt == null) {
      return;
    }
    try {
      String left = write(attempt.verdict());
      if (left.isEmpty()) {
        writes.published();
      } else {
        writes.dropped(left);
      }
    } catch (KubernetesClientException e) {
      failed(key, attempt, e);
    } catch (RuntimeException e) {
      writes.dropped("unreadable");
      LOG.warn("the status of policy {} was not written: {}", key, e.toString());
    }
  }

  private void failed(String key, Attempt attempt, KubernetesClientException error) {
    if (!PASSING.contains(error.getCode())) {
      writes.dropped(error.getCode() == 404 ? "gone" : "refused");
      LOG.warn("the status of policy {} was not written: {}", key, error.toString());
      return;
    }
    LOG.info("the status of policy {} is to be written again: {}", key, error.toString());
    if (waiting.putIfAbsent(key, new Attempt(attempt.verdict(), attempt.failures() + 1)) == null) {
      schedule(key, pause.toMillis() << Math.min(attempt.failures(), MAX_DOUBLINGS));
    } else {
      writes.dropped("superseded");
    }
  }

  /** Writes it; or says in a word why there is nothing to write. */
  private String write(PolicyVerdict verdict) {
    PolicyText text = verdict.text();
    Resource<GenericKubernetesResource> policy =
        client
            .genericKubernetesResources(POLICIES)
            .inNamespace(text.namespace())
            .withName(text.name());
    GenericKubernetesResource found = policy.get();
    if (found == null || !text.uid().equals(MetadataReader.text(found.getMetadata().getUid()))) {
      return "gone";
    }
    JsonNode written = JSON.valueToTree(found.getAdditionalProperties().get("status"));
    if (written.path("observedGeneration").asLong() > text.generation()) {
      return "outdated";
    }
    Optional<ObjectNode> status = StatusText.of(verdict, written, time.instant());
    if (status.isEmpty()) {
      return "unchanged";
    }
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").put("resourceVersion", found.getMetadata().getResourceVersion());
    patch.set("status", status.get());
    policy.subresource("status").patch(PatchContext.of(PatchType.JSON_MERGE), patch.toString());
    return "";
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }
}

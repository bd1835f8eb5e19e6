package io.reflexarc.detector.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.runtime.metrics.FlowCounters;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.runtime.time.TimeSource;
import io.reflexarc.schemas.policy.Mistake;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of a policy into its status: the one thing that the detector may write in the
 * cluster, and only through the status subresource. A write that fails is counted and not repeated:
 * the next change of the policy, or restart, writes again.
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
  private static final int MAX_MISTAKES = 100;

  private final KubernetesClient client;
  private final TimeSource time;
  private final FlowCounters writes;
  private final ThreadPoolExecutor writer;

  PolicyStatus(KubernetesClient client, TimeSource time, StageMetrics metrics) {
    this.client = client;
    this.time = time;
    this.writes = metrics.flow("policy.status");
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
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
    try {
      writer.execute(() -> write(verdict));
    } catch (RejectedExecutionException e) {
      writes.dropped("full");
    }
  }

  private void write(PolicyVerdict verdict) {
    PolicyText text = verdict.text();
    try {
      client
          .genericKubernetesResources(POLICIES)
          .inNamespace(text.namespace())
          .withName(text.name())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), body(verdict));
      writes.published();
    } catch (KubernetesClientException | JsonProcessingException e) {
      writes.dropped(
          e instanceof KubernetesClientException refused && refused.getCode() == 404
              ? "gone"
              : "refused");
      LOG.warn("the status of policy {} was not written: {}", text.key(), e.toString());
    }
  }

  private String body(PolicyVerdict verdict) throws JsonProcessingException {
    ObjectNode status = JSON.createObjectNode();
    status.put("observedGeneration", verdict.text().generation());
    status.put("accepted", verdict.accepted());
    ArrayNode mistakes = status.putArray("mistakes");
    verdict.mistakes().stream().limit(MAX_MISTAKES).map(Mistake::toString).forEach(mistakes::add);
    ObjectNode condition = status.putArray("conditions").addObject();
    condition.put("type", "Accepted");
    condition.put("status", verdict.accepted() ? "True" : "False");
    condition.put("reason", verdict.accepted() ? "Valid" : "Invalid");
    condition.put(
        "message",
        verdict.accepted()
            ? "enforced as written"
            : verdict.mistakes().size() + " mistakes; the last good version stays in force");
    condition.put("observedGeneration", verdict.text().generation());
    condition.put("lastTransitionTime", time.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return JSON.writeValueAsString(JSON.createObjectNode().set("status", status));
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }
}

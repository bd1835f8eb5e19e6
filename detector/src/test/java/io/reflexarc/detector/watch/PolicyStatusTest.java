package io.reflexarc.detector.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.reflexarc.detector.policy.PolicyText;
import io.reflexarc.detector.policy.PolicyVerdict;
import io.reflexarc.runtime.metrics.StageMetrics;
import io.reflexarc.schemas.policy.Mistake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The status subresource of a small API server, and two who write it. */
class PolicyStatusTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String PATH =
      "/apis/reflexarc.io/v1alpha1/namespaces/shop/remediationpolicies/errors";

  private final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final KubernetesClient client;
  private final StageMetrics metrics = new StageMetrics("detector");
  private final PlayedTime time = new PlayedTime(Instant.parse("2026-11-23T12:00:00Z"), 0);
  private final PolicyStatus status;
  private volatile @Nullable ObjectNode policy = policy("u1", 2);

  PolicyStatusTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
            .withRequestRetryBackoffLimit(0)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    status = new PolicyStatus(client, time, metrics, SOON);
  }

  @AfterEach
  void close() {
    status.close();
    client.close();
    server.stop(0);
    metrics.close();
  }

  @Test
  void shouldWriteThroughTheStatusAloneWhenAPolicyIsRefused() {
    status.tell(verdict("u1", 2, "spec.mode"));

    await().pollInterval(SOON).atMost(LONG).until(() -> published() == 1);
    assertThat(requests)
        .filteredOn(it -> !it.startsWith("GET"))
        .containsExactly("PATCH " + PATH + "/status");
    assertThat(written("/status/conditions/0/message"))
        .startsWith("spec.mode: is wrong; what was accepted before");
    assertThat(written("/status/observedGeneration")).isEqualTo("2");
  }

  @Test
  void shouldWriteOnceWhenTwoDetectorsTellTheSame() {
    status.tell(verdict("u1", 2, "spec.mode"));
    await().pollInterval(SOON).atMost(LONG).until(() -> published() == 1);
    try (PolicyStatus other = new PolicyStatus(client, time, metrics, SOON)) {
      other.tell(verdict("u1", 2, "spec.mode"));
      await().pollInterval(SOON).atMost(LONG).until(() -> dropped("unchanged") == 1);
    }

    assertThat(requests).filteredOn(it -> it.startsWith("PATCH")).hasSize(1);
  }

  @Test
  void shouldReadAgainWhenAnotherWroteMeanwhileOrTheServerIsAway() {
    refusals.addAll(List.of(503, 200, 409, 429, 500));

    status.tell(verdict("u1", 2, "spec.mode"));

    await().pollInterval(SOON).atMost(LONG).until(() -> published() == 1);
    assertThat(written("/status/accepted")).isEqualTo("false");
  }

  @Test
  void shouldLeaveALaterVerdictWhenALateOneComes() {
    status.tell(verdict("u1", 2));
    await().pollInterval(SOON).atMost(LONG).until(() -> published() == 1);
    status.tell(verdict("u1", 1, "spec.mode"));

    await().pollInterval(SOON).atMost(LONG).until(() -> dropped("outdated") == 1);
    assertThat(written("/status/accepted")).isEqualTo("true");
  }

  @Test
  void shouldNotSpeakOfTheNewOneWhenAPolicyWasMadeAnew() {
    policy = policy("u2", 1);
    status.tell(verdict("u1", 5, "spec.mode"));
    await().pollInterval(SOON).atMost(LONG).until(() -> dropped("gone") == 1);
    assertThat(written("/status")).isEmpty();

    status.tell(verdict("u2", 1));
    await().pollInterval(SOON).atMost(LONG).until(() -> published() == 1);
    assertThat(written("/status/observedGeneration")).isEqualTo("1");
  }

  @Test
  void shouldGiveUpWhenItMayNotWriteOrThePolicyIsGone() {
    refusals.addAll(List.of(200, 403));
    status.tell(verdict("u1", 2));
    await().pollInterval(SOON).atMost(LONG).until(() -> dropped("refused") == 1);

    policy = null;
    status.tell(verdict("u1", 2));
    await().pollInterval(SOON).atMost(LONG).until(() -> dropped("gone") == 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      byte[] body = exchange.getRequestBody().readAllBytes();
      Integer refusal = refusals.poll();
      ObjectNode known = policy;
      if (refusal != null && refusal != 200) {
        exchange.sendResponseHeaders(refusal, -1);
      } else if (known == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        if (exchange.getRequestMethod().equals("PATCH")) {
          known.set("status", JSON.readTree(body).path("status"));
        }
        byte[] answer = known.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      }
    }
  }

  private String written(String pointer) {
    ObjectNode known = policy;
    return known == null ? "" : known.at(pointer).asText();
  }

  private double published() {
    return metrics.registry().counter(metrics.name("policy.status.published")).count();
  }

  private double dropped(String reason) {
    return metrics
        .registry()
        .counter(metrics.name("policy.status.dropped"), "reason", reason)
        .count();
  }

  private static ObjectNode policy(String uid, long generation) {
    ObjectNode policy = JSON.createObjectNode();
    policy.put("apiVersion", "reflexarc.io/v1alpha1").put("kind", "RemediationPolicy");
    policy
        .putObject("metadata")
        .put("namespace", "shop")
        .put("name", "errors")
        .put("uid", uid)
        .put("generation", generation)
        .put("resourceVersion", "7");
    return policy;
  }

  private static PolicyVerdict verdict(String uid, long generation, String... mistaken) {
    return new PolicyVerdict(
        new PolicyText("shop", "errors", generation, "{}", PolicyText.CRD, uid),
        List.of(mistaken).stream().map(path -> new Mistake(path, "is wrong")).toList());
  }
}

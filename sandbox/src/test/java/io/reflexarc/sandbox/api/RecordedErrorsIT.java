package io.reflexarc.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sends requests that were recorded on a real Kubernetes 1.36 and compares the refusals: code,
 * reason, details, causes and message, apart from uids and versions.
 */
class RecordedErrorsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POD = "checkout-749454dcd8-djntv";
  private static final String PROTECTED_POD = "db-f9c54d85f-9x8m5";
  private static final WriteOptions KUBECTL = WriteOptions.by("kubectl-client-side-apply");

  /** Messages that quote a whole object or a Go library: compared up to here only. */
  private static final List<String> QUOTES =
      List.of(
          "Invalid value: \"{\\\"", "converting YAML to JSON: yaml:", "was previously negative)");

  private final ObjectStore store = Objects.store(new Objects.Clock());
  private final HttpClient client = HttpClient.newHttpClient();
  private ApiServer server = ApiServer.start(ApiServerConfig.onPort(0), store);

  @BeforeEach
  void buildTheRecordedCluster() {
    store.create(BuiltInTypes.NAMESPACES, "", Objects.namespace("shop"), KUBECTL);
    store.create(BuiltInTypes.DEPLOYMENTS, "shop", Objects.deployment("checkout", 5), KUBECTL);
    store.apply(
        BuiltInTypes.DEPLOYMENTS,
        new ObjectKey("shop", "checkout"),
        "",
        Objects.object("{spec: {replicas: 5}}"),
        false,
        WriteOptions.by("fixer-a"));
    running(POD, "checkout");
    running(PROTECTED_POD, "db");
    budget("db");
    store.create(BuiltInTypes.NAMESPACES, "", Objects.namespace("t"), KUBECTL);
    running("t", "held", "x");
    store.delete(BuiltInTypes.NAMESPACES, "", "t", DeleteOptions.background(), KUBECTL);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "400-json-patch-not-an-array",
        "400-malformed-apply-patch-not-yaml",
        "400-malformed-patch-empty-body",
        "400-malformed-patch-not-json",
        "400-put-name-mismatch",
        "400-strict-field-validation-unknown-field-on-create",
        "403-namespace-terminating",
        "404-deployment-patch-wrong-namespace",
        "404-eviction-pod-gone",
        "404-pod-delete",
        "404-pod-get",
        "404-unknown-api-group",
        "404-unknown-resource-in-known-group",
        "405-method-not-allowed",
        "406-not-acceptable",
        "409-already-exists-create",
        "409-conflict-stale-resourceversion-merge-patch",
        "409-conflict-stale-resourceversion-put",
        "409-conflict-stale-scale-subresource-put",
        "409-delete-precondition-resourceversion-mismatch",
        "409-delete-precondition-uid-mismatch",
        "409-eviction-precondition-uid-mismatch",
        "409-ssa-field-manager-conflict",
        "409-ssa-field-manager-conflict-several-fields",
        "415-unsupported-patch-media-type",
        "422-apply-patch-without-field-manager",
        "422-invalid-pod-spec-field-immutable",
        "422-invalid-replicas-negative",
        "422-invalid-resources-limit-below-request",
        "422-invalid-selector-immutable",
        "422-invalid-several-causes",
        "422-json-patch-missing-path",
        "422-json-patch-test-failed",
        "422-merge-patch-wrong-type",
        "422-strategic-patch-wrong-type",
        "422-strict-field-validation-unknown-field",
        "429-eviction-pdb",
        "429-eviction-pdb-dry-run",
        "500-watch-resourceversion-not-a-number",
        "504-resourceversion-too-large"
      })
  void shouldRefuseAsTheRealServerDid(String name) throws Exception {
    compare(name, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"500-eviction-two-pdbs"})
  void shouldRefuseAnEvictionWhenTwoBudgetsSelectThePod(String name) throws Exception {
    budget("db-too");
    compare(name, "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "410-gone-watch-old-resourceversion",
        "410-list-continue-token-expired",
        "410-list-exact-resourceversion-compacted"
      })
  void shouldCallThePastExpiredWhenItIsCompacted(String name) throws Exception {
    while (store.resourceVersion() < 700) {
      store.modify(
          BuiltInTypes.PODS,
          new ObjectKey("shop", POD),
          KUBECTL,
          pod -> {
            ObjectNode metadata = pod.withObjectProperty("metadata");
            metadata.putObject("annotations").put("n", "" + store.resourceVersion());
            return pod;
          });
    }
    store.compact();
    compare(name, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"403-forbidden-anonymous", "401-unauthorized-bad-token"})
  void shouldLetNobodyInWithoutTheToken(String name) throws Exception {
    server.close();
    server = ApiServer.start(ApiServerConfig.onPort(0).withToken("secret"), store);
    compare(name, name.startsWith("401") ? "Bearer wrong" : "");
  }

  private void compare(String name, String authorization) throws Exception {
    // given
    JsonNode recorded = recording(name);

    // when
    HttpResponse<String> answer = send(recorded.path("request"), authorization);

    // then
    JsonNode expected = recorded.path("response");
    assertThat(answer.statusCode()).isEqualTo(expected.path("status").asInt());
    if (expected.path("body").isTextual()) {
      assertThat(answer.body()).isEqualTo(expected.path("body").asText());
      return;
    }
    JsonNode body = JSON.readTree(answer.body());
    assertThat(shape(body)).isEqualTo(shape(expected.path("body")));
    assertThat(causes(body)).isEqualTo(causes(expected.path("body")));
  }

  /** The body without what differs from cluster to cluster, and without the causes' order. */
  private static JsonNode shape(JsonNode body) {
    ObjectNode copy = body.deepCopy();
    ObjectNode status = copy.path("object") instanceof ObjectNode inner ? inner : copy;
    status.put("message", normal(status.path("message").asText()));
    if (status.path("details") instanceof ObjectNode details) {
      details.remove("causes");
    }
    if (status.path("metadata") instanceof ObjectNode metadata && metadata.has("continue")) {
      metadata.put("continue", "token");
    }
    return copy;
  }

  private static Set<String> causes(JsonNode body) {
    Set<String> causes = new TreeSet<>();
    for (JsonNode cause : body.path("details").path("causes")) {
      causes.add(
          cause.path("reason").asText()
              + "|"
              + cause.path("field").asText()
              + "|"
              + normal(cause.path("message").asText()));
    }
    return causes;
  }

  private static String normal(String message) {
    String text = message;
    for (String quote : QUOTES) {
      int at = text.indexOf(quote);
      text = at < 0 ? text : text.substring(0, at + quote.length());
    }
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID")
        .replaceAll("\\(\\d+\\)", "(N)")
        .replaceAll("current: \\d+", "current: N");
  }

  private HttpResponse<String> send(JsonNode request, String authorization) throws Exception {
    String path = request.path("path").asText();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(request.path("method").asText(), body(request.path("body")));
    if (request.has("contentType")) {
      builder.header("Content-Type", request.path("contentType").asText());
    }
    request
        .path("headers")
        .properties()
        .forEach(header -> builder.header(header.getKey(), header.getValue().asText()));
    if (!authorization.isEmpty()) {
      builder.header("Authorization", authorization);
    }
    return client.send(builder.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.BodyPublisher body(JsonNode body) {
    if (body.isMissingNode() || body.isNull()) {
      return BodyPublishers.noBody();
    }
    JsonNode sent = body.deepCopy();
    if (sent.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("uid");
    }
    return BodyPublishers.ofString(sent.isTextual() ? sent.asText() : sent.toString());
  }

  private void running(String pod, String app) {
    running("shop", pod, app);
  }

  private void running(String namespace, String name, String app) {
    ObjectNode pod = Objects.pod(name, app);
    ((ObjectNode) pod.path("spec")).put("nodeName", "node-1");
    store.create(BuiltInTypes.PODS, namespace, pod, KUBECTL);
    store.modifyStatus(
        BuiltInTypes.PODS,
        new ObjectKey(namespace, name),
        KUBECTL,
        object -> {
          object.putObject("status").put("phase", "Running");
          return object;
        });
  }

  private void budget(String name) {
    ObjectNode budget =
        Objects.object(
            "{metadata: {name: %s}, spec: {minAvailable: 2, selector: {matchLabels: {app: db}}}}"
                .formatted(name));
    store.create(BuiltInTypes.DISRUPTION_BUDGETS, "shop", budget, KUBECTL);
    store.modifyStatus(
        BuiltInTypes.DISRUPTION_BUDGETS,
        new ObjectKey("shop", name),
        KUBECTL,
        object -> {
          object
              .putObject("status")
              .put("observedGeneration", 1)
              .put("disruptionsAllowed", 0)
              .put("desiredHealthy", 2)
              .put("currentHealthy", 2);
          return object;
        });
  }

  private static JsonNode recording(String name) {
    try (InputStream file =
        RecordedErrorsIT.class.getResourceAsStream("errors/" + name + ".json")) {
      return JSON.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

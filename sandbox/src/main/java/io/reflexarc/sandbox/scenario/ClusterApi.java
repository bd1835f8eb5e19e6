package io.reflexarc.sandbox.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The cluster's HTTP API as a story's author uses it: server-side apply and plain reads. Speaks to
 * the sandbox's API server the way kubectl does, and knows no more of it.
 */
public final class ClusterApi {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String MANAGER = "reflexarc-scenario";
  private static final String CRD = "/crd/remediationpolicies.yaml";
  private static final String POLICIES = "/apis/reflexarc.io/v1alpha1";
  private static final int ASK_AGAIN = 100;
  private static final long NAP_MILLIS = 50;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final YAMLMapper YAML = new YAMLMapper();

  private final URI base;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(TIMEOUT).version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, JsonNode> resources = new HashMap<>();

  /** The API at this address. */
  public ClusterApi(URI base) {
    this.base = base;
  }

  /**
   * Applies every document, in order, taking over fields that others hold.
   *
   * @throws ScenarioException naming the object that was refused, and why
   */
  public void apply(String manifests) throws InterruptedException {
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(manifests)) {
      for (JsonNode document : documents.readAll()) {
        if (!document.isNull()) {
          applyOne(document);
        }
      }
    } catch (IOException e) {
      throw new ScenarioException("the manifests cannot be applied: " + e.getMessage(), e);
    }
  }

  /** Makes the cluster know remediation policies, and waits until it serves them. */
  public void installPolicies() throws InterruptedException {
    try (InputStream definition = ClusterApi.class.getResourceAsStream(CRD)) {
      if (definition == null) {
        throw new IllegalStateException(CRD + " is not on the class path");
      }
      apply(new String(definition.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ScenarioException(CRD + " cannot be read: " + e.getMessage(), e);
    }
    for (int i = 0; i < ASK_AGAIN && read(POLICIES).isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(NAP_MILLIS);
    }
  }

  /** An object or list; empty when there is none. */
  public Optional<JsonNode> read(String path) throws InterruptedException {
    try {
      HttpResponse<String> answer = send(request(path).GET().build());
      if (answer.statusCode() == 404) {
        return Optional.empty();
      }
      check(answer, path);
      return Optional.of(JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new ScenarioException("GET " + path + " failed: " + e.getMessage(), e);
    }
  }

  /** A value of an object, as text; empty when the object or the value is absent. */
  public Optional<String> value(String path, String pointer) throws InterruptedException {
    return read(path)
        .map(object -> object.at(pointer))
        .filter(value -> !value.isMissingNode() && !value.isNull())
        .map(JsonNode::asText);
  }

  private void applyOne(JsonNode object) throws IOException, InterruptedException {
    String path = pathOf(object);
    HttpRequest request =
        request(path + "?fieldManager=" + MANAGER + "&force=true")
            .header("Content-Type", APPLY)
            .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(object)))
            .build();
    check(send(request), path);
  }

  private String pathOf(JsonNode object) throws IOException, InterruptedException {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    String root = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
    JsonNode resource = resource(root, kind);
    String namespace =
        resource.path("namespaced").asBoolean()
            ? "/namespaces/" + object.at("/metadata/namespace").asText("default")
            : "";
    return root
        + namespace
        + "/"
        + resource.path("name").asText()
        + "/"
        + object.at("/metadata/name").asText();
  }

  private JsonNode resource(String root, String kind) throws IOException, InterruptedException {
    JsonNode known = resources.get(root + kind);
    if (known != null) {
      return known;
    }
    JsonNode list =
        read(root)
            .orElseThrow(() -> new ScenarioException("the cluster does not know " + root, null));
    for (JsonNode resource : list.path("resources")) {
      if (resource.path("kind").asText().equals(kind)
          && !resource.path("name").asText().contains("/")) {
        resources.put(root + kind, resource);
        return resource;
      }
    }
    throw new ScenarioException("the cluster does not know kind " + kind + " in " + root, null);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(TIMEOUT)
        .header("User-Agent", MANAGER)
        .header("Accept", "application/json");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private static void check(HttpResponse<String> answer, String path) throws IOException {
    if (answer.statusCode() >= 300) {
      JsonNode status = JSON.readTree(answer.body());
      throw new ScenarioException(
          "%s was answered with %d: %s"
              .formatted(path, answer.statusCode(), status.path("message").asText(answer.body())),
          null);
    }
  }

  /** Items of a list; none when the list is absent. */
  static List<JsonNode> items(Optional<JsonNode> list) {
    return list.map(found -> List.copyOf(iterable(found.path("items")))).orElse(List.of());
  }

  private static List<JsonNode> iterable(JsonNode array) {
    java.util.ArrayList<JsonNode> items = new java.util.ArrayList<>();
    array.forEach(items::add);
    return items;
  }
}

package io.reflexarc.actuator.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A real API server, over the fabric8 client's transport: its configuration, credentials and TLS,
 * but not its object model, which would drop fields that it does not know, nor its retries, which
 * would hide an outcome.
 */
final class FabricCluster implements Cluster {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 250;
  private static final int MOST_LISTED = 1000;
  private static final Duration BEYOND_TRANSPORT = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final String root;
  private final String fieldManager;
  private final Duration timeout;

  /**
   * @param client made with its retries off; closed with this
   * @param timeout for the answer to one request, real time
   */
  FabricCluster(KubernetesClient client, String fieldManager, Duration timeout) {
    this.client = client;
    this.root = client.getMasterUrl().toString().replaceAll("/+$", "");
    this.fieldManager = fieldManager;
    this.timeout = timeout;
  }

  @Override
  public Optional<KubeObject> get(ResourceKind kind, String namespace, String name)
      throws ClusterException {
    Request request = new Request("get", kind, namespace, name);
    Reply reply = read(request, kind.path(namespace) + "/" + encoded(name));
    return switch (reply.status()) {
      case 200 -> Optional.of(new KubeObject(object(request, reply)));
      case 404 -> Optional.empty();
      default -> throw new ClusterException(reply.fault(request));
    };
  }

  @Override
  public List<KubeObject> list(ResourceKind kind, String namespace, Map<String, String> labels)
      throws ClusterException {
    Request request = new Request("list", kind, namespace, "");
    String selector =
        labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .sorted()
            .collect(Collectors.joining(","));
    String path = kind.path(namespace) + "?limit=" + PAGE + "&labelSelector=" + encoded(selector);
    List<KubeObject> found = new ArrayList<>();
    String next = "";
    do {
      Reply reply = read(request, next.isEmpty() ? path : path + "&continue=" + encoded(next));
      if (reply.status() != 200) {
        throw new ClusterException(reply.fault(request));
      }
      ObjectNode page = object(request, reply);
      for (JsonNode item : page.path("items")) {
        ObjectNode copy = item.deepCopy();
        found.add(new KubeObject(copy.put("kind", kind.kind())));
      }
      next = page.at("/metadata/continue").asText();
    } while (!next.isEmpty() && found.size() < MOST_LISTED);
    if (!next.isEmpty()) {
      throw new ClusterException(
          Fault.of(Fault.Kind.INVALID, request + ": more than " + MOST_LISTED + " match"));
    }
    return found;
  }

  @Override
  public WriteAnswer replace(ResourceKind kind, KubeObject object, Effect effect) {
    if (object.resourceVersion().isEmpty()) {
      throw new IllegalArgumentException("a write without resourceVersion is not guarded");
    }
    Request request = new Request("update", kind, object.namespace(), object.name());
    String path =
        kind.path(object.namespace())
            + "/"
            + encoded(object.name())
            + "?fieldManager="
            + encoded(fieldManager)
            + (effect == Effect.DRY_RUN ? "&dryRun=All" : "");
    try {
      Reply reply =
          send(
              builder(path)
                  .method("PUT", "application/json", JSON.writeValueAsString(object.json()))
                  .build());
      return reply.status() == 200
          ? new WriteAnswer.Written(new KubeObject(object(request, reply)))
          : reply.afterWrite(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON that cannot be written", e);
    } catch (ClusterException e) {
      return new WriteAnswer.Unknown(e.fault());
    } catch (NoAnswer e) {
      Fault fault = e.fault(request);
      return fault.kind() == Fault.Kind.UNREACHABLE
          ? new WriteAnswer.Refused(fault)
          : new WriteAnswer.Unknown(fault);
    }
  }

  @Override
  public void ping() throws ClusterException {
    Request request =
        new Request("get", new ResourceKind("", "v1", "version", "Version", false), "", "");
    Reply reply = read(request, "/version");
    if (reply.status() != 200) {
      throw new ClusterException(reply.fault(request));
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private Reply read(Request request, String path) throws ClusterException {
    try {
      return send(builder(path).build());
    } catch (NoAnswer e) {
      throw new ClusterException(e.fault(request));
    }
  }

  private HttpRequest.Builder builder(String path) {
    return client
        .getHttpClient()
        .newHttpRequestBuilder()
        .uri(root + path)
        .header("Accept", "application/json")
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Reply send(HttpRequest request) throws NoAnswer {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.getHttpClient().sendAsync(request, byte[].class);
    try {
      HttpResponse<byte[]> response =
          answer.get(timeout.plus(BEYOND_TRANSPORT).toMillis(), TimeUnit.MILLISECONDS);
      byte[] body = response.body();
      return new Reply(
          response.code(), body == null ? "" : new String(body, StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted while waiting for the answer", false);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoAnswer("no answer within " + timeout.toMillis() + " ms", false);
    } catch (ExecutionException e) {
      throw new NoAnswer(rootCause(e), neverSent(e));
    }
  }

  private static ObjectNode object(Request request, Reply reply) throws ClusterException {
    try {
      if (JSON.readTree(reply.body()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Told below: a body that is cut off is as good as none.
    }
    throw new ClusterException(
        Fault.of(Fault.Kind.SERVER_ERROR, request + ": the answer is not a JSON object"));
  }

  private static boolean neverSent(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  private static String rootCause(Throwable thrown) {
    Throwable t = thrown;
    while (t.getCause() != null) {
      t = t.getCause();
    }
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static final class NoAnswer extends Exception {

    private static final long serialVersionUID = 1L;
    private final boolean neverSent;

    NoAnswer(String message, boolean neverSent) {
      super(message);
      this.neverSent = neverSent;
    }

    Fault fault(Request request) {
      return Fault.of(
          neverSent ? Fault.Kind.UNREACHABLE : Fault.Kind.NO_ANSWER, request + ": " + getMessage());
    }
  }
}

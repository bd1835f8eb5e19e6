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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
  public List<KubeObject> list(ResourceKind kind, Selection selection) throws ClusterException {
    Request request = new Request("list", kind, selection.namespace(), "");
    String path =
        kind.path(selection.namespace())
            + "?limit="
            + PAGE
            + "&labelSelector="
            + encoded(selection.labelSelector())
            + "&fieldSelector="
            + encoded(selection.fieldSelector());
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
        found.add(
            new KubeObject(copy.put("kind", kind.kind()).put("apiVersion", kind.apiVersion())));
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
    return write(
        new Request("update", kind, object.namespace(), object.name()),
        guarded(object),
        builder(one(kind, object) + managed(effect))
            .method("PUT", "application/json", text(object.json())));
  }

  @Override
  public WriteAnswer apply(ResourceKind kind, KubeObject object, Effect effect) {
    ObjectNode fields = guarded(object).json();
    fields.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    WriteAnswer answer =
        write(
            new Request("patch", kind, object.namespace(), object.name()),
            object,
            builder(one(kind, object) + managed(effect))
                .method("PATCH", "application/apply-patch+yaml", text(fields)));
    return invalid(answer) && gone(kind, object)
        ? new WriteAnswer.Gone(object.name() + " not found")
        : answer;
  }

  private static boolean invalid(WriteAnswer answer) {
    return answer instanceof WriteAnswer.Refused refused
        && refused.fault().kind() == Fault.Kind.INVALID;
  }

  /** Where there is nothing, an apply would create: a few fields alone are no valid object then. */
  private boolean gone(ResourceKind kind, KubeObject object) {
    try {
      return get(kind, object.namespace(), object.name()).isEmpty();
    } catch (ClusterException e) {
      return false;
    }
  }

  @Override
  public WriteAnswer remove(ResourceKind kind, KubeObject object, Removal how, Effect effect) {
    ObjectNode options =
        JSON.createObjectNode().put("apiVersion", "v1").put("kind", "DeleteOptions");
    options
        .putObject("preconditions")
        .put("uid", object.uid())
        .put("resourceVersion", guarded(object).resourceVersion());
    if (effect == Effect.DRY_RUN) {
      options.putArray("dryRun").add("All");
    }
    return how == Removal.EVICT ? evict(object, options) : delete(kind, object, options);
  }

  private WriteAnswer delete(ResourceKind kind, KubeObject object, ObjectNode options) {
    options.put("propagationPolicy", "Background");
    return write(
        new Request("delete", kind, object.namespace(), object.name()),
        object,
        builder(one(kind, object)).method("DELETE", "application/json", text(options)));
  }

  private WriteAnswer evict(KubeObject pod, ObjectNode options) {
    ObjectNode eviction =
        JSON.createObjectNode().put("apiVersion", "policy/v1").put("kind", "Eviction");
    eviction.putObject("metadata").put("name", pod.name()).put("namespace", pod.namespace());
    eviction.set("deleteOptions", options);
    return write(
        new Request("create", ResourceKind.EVICTION, pod.namespace(), pod.name()),
        pod,
        builder(one(ResourceKind.POD, pod) + "/eviction")
            .method("POST", "application/json", text(eviction)));
  }

  /** The object that an answer shows; where it shows another kind of thing, the one given. */
  private WriteAnswer write(Request request, KubeObject given, HttpRequest.Builder builder) {
    try {
      Reply reply = send(builder.build());
      if (reply.status() < 200 || reply.status() > 299) {
        return reply.afterWrite(request);
      }
      ObjectNode shown = object(request, reply);
      boolean whole = shown.at("/metadata/uid").asText().equals(given.uid());
      return new WriteAnswer.Written(whole ? new KubeObject(shown) : given);
    } catch (ClusterException e) {
      return new WriteAnswer.Unknown(e.fault());
    } catch (NoAnswer e) {
      Fault fault = e.fault(request);
      return fault.kind() == Fault.Kind.UNREACHABLE
          ? new WriteAnswer.Refused(fault)
          : new WriteAnswer.Unknown(fault);
    }
  }

  private static KubeObject guarded(KubeObject object) {
    if (object.resourceVersion().isEmpty()) {
      throw new IllegalArgumentException("a write without resourceVersion is not guarded");
    }
    return object;
  }

  private static String one(ResourceKind kind, KubeObject object) {
    return kind.path(object.namespace()) + "/" + encoded(object.name());
  }

  private String managed(Effect effect) {
    return "?fieldManager="
        + encoded(fieldManager)
        + (effect == Effect.DRY_RUN ? "&dryRun=All" : "");
  }

  private static String text(ObjectNode json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON that cannot be written", e);
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

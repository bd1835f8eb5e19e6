package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.http.WriteHandler.Written;
import io.reflexarc.sandbox.api.port.PodProxy;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What hangs below an object: scale, eviction, binding, log, proxy, finalize. */
final class SubresourceHandler {

  private final ObjectStore store;
  private final BodyReader reader;
  private final ScaleForm scale;
  private final EvictionHandler evictions;
  private final Supplier<PodProxy> proxy;

  SubresourceHandler(ObjectStore store, Supplier<PodProxy> proxy) {
    this.store = store;
    this.reader = new BodyReader(store.schemas());
    this.scale = new ScaleForm(store, reader);
    this.evictions = new EvictionHandler(store, reader);
    this.proxy = proxy;
  }

  /** Whether writes to this path are this handler's; a status is written as objects are. */
  boolean handles(ResourcePath path) {
    return !path.subresource().isEmpty() && !path.subresource().equals("status");
  }

  Answer get(ApiRequest request, ResourcePath path) {
    return switch (path.subresource()) {
      case "scale" -> {
        ObjectNode object = store.get(path.type(), path.namespace(), path.name());
        yield Answer.json(200, scale.of(path.type(), object));
      }
      case "log" -> {
        store.get(path.type(), path.namespace(), path.name());
        yield Answer.text(200, "");
      }
      case "proxy" -> proxied(path);
      default -> throw ApiException.methodNotAllowed();
    };
  }

  Written write(ApiRequest request, ResourcePath path) {
    String call = request.method() + " " + path.subresource();
    return switch (call) {
      case "PUT scale", "PATCH scale" -> Written.ok(scale.write(request, path));
      case "POST eviction" -> evictions.evict(request, path);
      case "POST binding" -> bind(request, path);
      case "PUT finalize" -> Written.ok(store.get(path.type(), "", path.name()));
      default -> throw ApiException.methodNotAllowed();
    };
  }

  private Written bind(ApiRequest request, ResourcePath path) {
    String node = reader.parseObject(request).path("target").path("name").asText("");
    if (node.isEmpty()) {
      throw ApiException.badRequest("target.name is required: the node to bind the pod to");
    }
    store.write(
        path.type(),
        new ObjectKey(path.namespace(), path.name()),
        "binding",
        WriteHandler.options(request),
        pod -> bound(pod, node));
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return new Written(201, status.put("status", "Success").put("code", 201), List.of());
  }

  private static ObjectNode bound(ObjectNode pod, String node) {
    JsonNode already = pod.path("spec").path("nodeName");
    if (!already.asText("").isEmpty()) {
      throw ApiException.of(
          409,
          "Conflict",
          "Operation cannot be fulfilled on pods/binding \"%s\": pod %s is already assigned to node \"%s\""
              .formatted(Metadata.name(pod), Metadata.name(pod), already.asText()));
    }
    pod.withObjectProperty("spec").put("nodeName", node);
    return pod;
  }

  private Answer proxied(ResourcePath path) {
    String name = path.name();
    int colon = name.indexOf(':');
    String pod = colon < 0 ? name : name.substring(0, colon);
    String port = colon < 0 ? "" : name.substring(colon + 1);
    ObjectNode found = store.get(path.type(), path.namespace(), pod);
    String rest = "/" + String.join("/", path.rest());
    PodProxy.Response response = proxy.get().get(found, port, rest);
    return new Answer(response.code(), response.contentType(), response.body(), Map.of());
  }
}

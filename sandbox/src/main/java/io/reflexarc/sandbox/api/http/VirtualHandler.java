package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.port.UsageSource;
import io.reflexarc.sandbox.api.port.UsageSource.Usage;
import io.reflexarc.sandbox.api.select.LabelSelector;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what is not stored: metrics.k8s.io, and the reviews of what a caller may do. */
final class VirtualHandler {

  private final ObjectStore store;
  private final BodyReader reader;
  private final Supplier<UsageSource> usage;

  VirtualHandler(ObjectStore store, Supplier<UsageSource> usage) {
    this.store = store;
    this.reader = new BodyReader(store.schemas());
    this.usage = usage;
  }

  /** The answer, or empty when this is a stored resource. */
  Optional<Answer> answer(ApiRequest request, String group, List<String> steps) {
    return switch (group) {
      case "metrics.k8s.io" -> Optional.of(metrics(request, steps));
      case "authorization.k8s.io" -> Optional.of(review(request, steps));
      default -> Optional.empty();
    };
  }

  private Answer review(ApiRequest request, List<String> steps) {
    if (!request.method().equals("POST")) {
      throw ApiException.methodNotAllowed();
    }
    ObjectNode review = reader.parseObject(request);
    switch (steps.get(0)) {
      case "selfsubjectaccessreviews" -> review.putObject("status").put("allowed", true);
      case "selfsubjectrulesreviews" -> {
        ObjectNode status = review.putObject("status").put("incomplete", false);
        ObjectNode rule = status.putArray("resourceRules").addObject();
        rule.putArray("verbs").add("*");
        rule.putArray("apiGroups").add("*");
        rule.putArray("resources").add("*");
        ObjectNode urls = status.putArray("nonResourceRules").addObject();
        urls.putArray("verbs").add("*");
        urls.putArray("nonResourceURLs").add("*");
      }
      default -> throw ApiException.unknownResource();
    }
    return Answer.json(201, review);
  }

  private Answer metrics(ApiRequest request, List<String> steps) {
    if (!request.method().equals("GET")) {
      throw ApiException.methodNotAllowed();
    }
    boolean scoped = steps.size() > 2 && steps.get(0).equals("namespaces");
    String namespace = scoped ? steps.get(1) : "";
    List<String> rest = scoped ? steps.subList(2, steps.size()) : steps;
    String name = rest.size() > 1 ? rest.get(1) : "";
    return switch (rest.get(0)) {
      case "pods" ->
          name.isEmpty()
              ? Answer.json(200, list("PodMetricsList", pods(request, namespace)))
              : Answer.json(200, pod(store.get(BuiltInTypes.PODS, namespace, name)));
      case "nodes" ->
          name.isEmpty()
              ? Answer.json(200, list("NodeMetricsList", nodes(request)))
              : Answer.json(200, node(store.get(BuiltInTypes.NODES, "", name)));
      default -> throw ApiException.unknownResource();
    };
  }

  private List<ObjectNode> pods(ApiRequest request, String namespace) {
    LabelSelector labels = LabelSelector.parse(request.parameter("labelSelector"));
    return store.list(BuiltInTypes.PODS, namespace).stream()
        .filter(labels)
        .filter(pod -> !usage.get().ofPod(pod).isEmpty())
        .map(this::pod)
        .toList();
  }

  private List<ObjectNode> nodes(ApiRequest request) {
    LabelSelector labels = LabelSelector.parse(request.parameter("labelSelector"));
    return store.list(BuiltInTypes.NODES, null).stream()
        .filter(labels)
        .filter(node -> !usage.get().ofNode(node).isEmpty())
        .map(this::node)
        .toList();
  }

  private ObjectNode pod(ObjectNode pod) {
    ObjectNode metrics = head("PodMetrics", pod);
    ArrayNode containers = metrics.putArray("containers");
    for (Usage used : usage.get().ofPod(pod)) {
      ObjectNode container = containers.addObject().put("name", used.name());
      container.set("usage", resources(used));
    }
    return metrics;
  }

  private ObjectNode node(ObjectNode node) {
    ObjectNode metrics = head("NodeMetrics", node);
    for (Usage used : usage.get().ofNode(node)) {
      metrics.set("usage", resources(used));
    }
    return metrics;
  }

  private ObjectNode head(String kind, ObjectNode object) {
    ObjectNode metrics =
        Json.object().put("kind", kind).put("apiVersion", "metrics.k8s.io/v1beta1");
    ObjectNode metadata = metrics.putObject("metadata").put("name", Metadata.name(object));
    if (!Metadata.namespace(object).isEmpty()) {
      metadata.put("namespace", Metadata.namespace(object));
    }
    metadata.put("creationTimestamp", Metadata.timestamp(store.now()));
    if (object.path("metadata").has("labels")) {
      metadata.set("labels", object.path("metadata").path("labels"));
    }
    return metrics.put("timestamp", Metadata.timestamp(store.now())).put("window", "15s");
  }

  private static ObjectNode resources(Usage used) {
    return Json.object()
        .put("cpu", used.cpuMillis() + "m")
        .put("memory", used.memoryBytes() / 1024 + "Ki");
  }

  private static ObjectNode list(String kind, List<ObjectNode> items) {
    ObjectNode list = Json.object().put("kind", kind).put("apiVersion", "metrics.k8s.io/v1beta1");
    list.putObject("metadata");
    items.forEach(list.putArray("items")::add);
    return list;
  }
}

package io.reflexarc.sandbox.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.error.ApiException;
import io.reflexarc.sandbox.api.error.Cause;
import io.reflexarc.sandbox.api.http.WriteHandler.Written;
import io.reflexarc.sandbox.api.select.LabelSelector;
import io.reflexarc.sandbox.api.store.DeleteOptions;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.ObjectStore;
import io.reflexarc.sandbox.api.store.WriteOptions;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import java.util.List;

/**
 * Evictions: deletions of pods that disruption budgets may refuse. A budget is charged and the pod
 * deleted in one step, so that no two evictions spend the same disruption.
 */
final class EvictionHandler {

  private final ObjectStore store;
  private final BodyReader reader;

  EvictionHandler(ObjectStore store, BodyReader reader) {
    this.store = store;
    this.reader = reader;
  }

  Written evict(ApiRequest request, ResourcePath path) {
    ObjectNode body = reader.parseObject(request);
    ObjectNode inner =
        body.path("deleteOptions") instanceof ObjectNode options ? options : Json.object();
    DeleteOptions options = WriteHandler.deleteOptions(request, inner);
    WriteOptions by = WriteHandler.options(request);
    store.atomically(
        () -> {
          ObjectNode pod = store.get(BuiltInTypes.PODS, path.namespace(), path.name());
          if (isProtected(pod)) {
            spend(pod, options.dryRun(), by);
          }
          return store.delete(BuiltInTypes.PODS, path.namespace(), path.name(), options, by);
        });
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return new Written(201, status.put("status", "Success").put("code", 201), List.of());
  }

  private static boolean isProtected(ObjectNode pod) {
    String phase = pod.path("status").path("phase").asText();
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    return !over && !phase.equals("Pending") && !Metadata.deleting(pod);
  }

  private void spend(ObjectNode pod, boolean dryRun, WriteOptions by) {
    List<ObjectNode> budgets =
        store.list(BuiltInTypes.DISRUPTION_BUDGETS, Metadata.namespace(pod)).stream()
            .filter(b -> LabelSelector.of(b.path("spec").path("selector")).test(pod))
            .toList();
    if (budgets.isEmpty()) {
      return;
    }
    if (budgets.size() > 1) {
      throw ApiException.of(
          500,
          "",
          "This pod has more than one PodDisruptionBudget, which the eviction subresource does not"
              + " support.");
    }
    ObjectNode budget = budgets.get(0);
    JsonNode status = budget.path("status");
    if (status.path("observedGeneration").asLong() < Metadata.generation(budget)) {
      throw refused(budget, "The disruption budget %s is still being processed by the server.", 10);
    }
    if (status.path("disruptionsAllowed").asInt() < 1) {
      throw refused(
          budget,
          "The disruption budget %s needs "
              + status.path("desiredHealthy").asInt()
              + " healthy pods and has "
              + status.path("currentHealthy").asInt()
              + " currently",
          0);
    }
    if (!dryRun) {
      charge(budget, pod, by);
    }
  }

  private void charge(ObjectNode budget, ObjectNode pod, WriteOptions by) {
    store.modifyStatus(
        BuiltInTypes.DISRUPTION_BUDGETS,
        ObjectKey.of(budget),
        by,
        object -> {
          ObjectNode status = object.withObjectProperty("status");
          status.put("disruptionsAllowed", status.path("disruptionsAllowed").asInt() - 1);
          status
              .withObjectProperty("disruptedPods")
              .put(Metadata.name(pod), Metadata.timestamp(store.now()));
          return object;
        });
  }

  private static ApiException refused(ObjectNode budget, String sentence, int retryAfter) {
    String message = sentence.formatted(Metadata.name(budget));
    return ApiException.tooManyRequests(
        "Cannot evict pod as it would violate the pod's disruption budget.",
        List.of(new Cause("DisruptionBudget", message, "")),
        retryAfter);
  }
}

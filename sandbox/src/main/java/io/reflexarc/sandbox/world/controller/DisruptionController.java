package io.reflexarc.sandbox.world.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.reflexarc.sandbox.api.store.Metadata;
import io.reflexarc.sandbox.api.store.ObjectKey;
import io.reflexarc.sandbox.api.store.StoreEvent;
import io.reflexarc.sandbox.api.type.BuiltInTypes;
import io.reflexarc.sandbox.world.cluster.Cluster;
import io.reflexarc.sandbox.world.cluster.Labels;
import io.reflexarc.sandbox.world.cluster.Pods;
import io.reflexarc.sandbox.world.cluster.WorkQueue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts for each disruption budget how many pods may be disrupted now. */
public final class DisruptionController {
  private static final String MANAGER = "kube-controller-manager";
  private static final Duration DELAY = Duration.ofMillis(25);

  private final Cluster cluster;
  private final WorkQueue queue;

  /** Starts to count on changes of budgets and pods. */
  public DisruptionController(Cluster cluster) {
    this.cluster = cluster;
    this.queue = new WorkQueue("disruption", cluster.clock(), DELAY, this::reconcile);
    cluster.observe(BuiltInTypes.DISRUPTION_BUDGETS, e -> queue.add(ObjectKey.of(e.object())));
    cluster.observe(BuiltInTypes.PODS, this::podChanged);
  }

  private void podChanged(StoreEvent event) {
    for (ObjectNode budget :
        cluster.in(BuiltInTypes.DISRUPTION_BUDGETS, Metadata.namespace(event.object()))) {
      if (Labels.match(budget.path("spec").path("selector"), event.object())) {
        queue.add(ObjectKey.of(budget));
      }
    }
  }

  private void reconcile(ObjectKey key) {
    ObjectNode budget = cluster.find(BuiltInTypes.DISRUPTION_BUDGETS, key);
    if (budget == null) {
      return;
    }
    JsonNode selector = budget.path("spec").path("selector");
    List<ObjectNode> pods =
        cluster.in(BuiltInTypes.PODS, key.namespace()).stream()
            .filter(pod -> Labels.match(selector, pod) && !Pods.finished(pod))
            .toList();
    int healthy =
        (int) pods.stream().filter(pod -> Pods.ready(pod) && !Metadata.deleting(pod)).count();
    ObjectNode status = status(budget, pods, healthy);
    if (!status.equals(budget.path("status"))) {
      cluster.editStatus(
          BuiltInTypes.DISRUPTION_BUDGETS, budget, MANAGER, b -> b.set("status", status));
    }
  }

  private ObjectNode status(ObjectNode budget, List<ObjectNode> pods, int healthy) {
    JsonNode min = budget.path("spec").path("minAvailable");
    JsonNode max = budget.path("spec").path("maxUnavailable");
    int expected;
    int desired;
    if (!max.isMissingNode() && !max.isNull()) {
      expected = wanted(pods);
      desired = Math.max(0, expected - RollingLimits.absolute(max, expected, true));
    } else if (min.isTextual()) {
      expected = wanted(pods);
      desired = RollingLimits.absolute(min, expected, true);
    } else {
      expected = pods.size();
      desired = min.asInt(1);
    }
    int allowed = expected == 0 ? 0 : Math.max(0, healthy - desired);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", Math.max(1, Metadata.generation(budget)));
    status.put("disruptionsAllowed", allowed).put("currentHealthy", healthy);
    status.put("desiredHealthy", desired).put("expectedPods", expected);
    status.putArray("conditions").add(condition(budget, allowed > 0));
    return status;
  }

  private ObjectNode condition(ObjectNode budget, boolean allowed) {
    String value = allowed ? "True" : "False";
    JsonNode before = Pods.condition(budget, "DisruptionAllowed");
    boolean same = before != null && before.path("status").asText().equals(value);
    String now = cluster.timestamp();
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    condition.put("type", "DisruptionAllowed").put("status", value);
    condition.put("observedGeneration", Math.max(1, Metadata.generation(budget)));
    condition.put(
        "lastTransitionTime",
        same && before != null ? before.path("lastTransitionTime").asText(now) : now);
    condition.put("reason", allowed ? "SufficientPods" : "InsufficientPods").put("message", "");
    return condition;
  }

  /** Replicas that the owners of these pods want together. */
  private int wanted(List<ObjectNode> pods) {
    Set<String> owners = new HashSet<>();
    int sum = 0;
    for (ObjectNode pod : pods) {
      String set = Owners.controllerName(pod, "ReplicaSet").orElse("");
      ObjectNode rs =
          set.isEmpty()
              ? null
              : cluster.find(
                  BuiltInTypes.REPLICA_SETS, new ObjectKey(Metadata.namespace(pod), set));
      if (rs == null) {
        sum += 1;
        continue;
      }
      ObjectNode scaled = deployment(rs);
      if (owners.add(Metadata.uid(scaled))) {
        sum += RollingLimits.replicas(scaled);
      }
    }
    return sum;
  }

  private ObjectNode deployment(ObjectNode rs) {
    ObjectNode found =
        Owners.controllerName(rs, "Deployment")
            .map(
                name ->
                    cluster.find(
                        BuiltInTypes.DEPLOYMENTS, new ObjectKey(Metadata.namespace(rs), name)))
            .orElse(null);
    return found == null ? rs : found;
  }
}
